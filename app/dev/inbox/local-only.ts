import "server-only"
import { headers } from "next/headers"
import { notFound } from "next/navigation"
import { env } from "@/lib/core/env"
import { isLoopback } from "@/lib/core/loopback"

/**
 * The inbox exists in demo and development only, and on this machine's own host names: a foreign name that resolves to
 * it (DNS rebinding) gets 404.
 */
export async function localOnly(): Promise<void> {
  const host = (await headers()).get("host") ?? ""
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
  if (env().mode === "production" || !url || !isLoopback(url.hostname)) notFound()
}
