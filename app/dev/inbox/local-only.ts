import "server-only"
import { headers } from "next/headers"
import { notFound } from "next/navigation"
import { env } from "@/lib/core/env"
import { isLoopback } from "@/lib/core/loopback"

/** The inbox exists in demo and development only, and for this machine's own names: a foreign name that leads here (DNS rebinding) sees nothing. */
export async function localOnly(): Promise<void> {
  const host = (await headers()).get("host") ?? ""
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null
  if (env().mode === "production" || !url || !isLoopback(url.hostname)) notFound()
}
