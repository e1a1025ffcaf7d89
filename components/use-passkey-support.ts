"use client"

import { useHydrated } from "@/lib/core/forms/use-hydrated"

/** Whether this browser can use passkeys; false on the server and without JavaScript. */
export function usePasskeySupport(): boolean {
  const hydrated = useHydrated()
  return hydrated && typeof window.PublicKeyCredential === "function"
}
