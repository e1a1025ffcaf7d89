import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { startListening, stopListening } from "@/lib/core/cache/change-listener"
import { requestContext, withRequest } from "@/lib/core/context"
import { env } from "@/lib/core/env"
import { sanitizeForwarding } from "@/lib/core/http/forwarded-headers"
import { noteWhenOver } from "@/lib/core/http/request-log"
import { serveOidc } from "./listener"

/**
 * Serves OpenID Connect beside `next dev`, which leads requests for it here (next.config.mjs). On this machine only.
 * @returns its origin
 */
export async function serveBeside(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createServer((req, res) => {
    const plain = sanitizeForwarding(req)
    // Next names the address that it leads to.
    req.headers.host = new URL(env().PUBLIC_URL).host
    const context = requestContext({ get: (name) => req.headers[name]?.toString() ?? null })
    withRequest(context, () => {
      noteWhenOver(req, res, context)
      void serveOidc(req, res, plain)
    })
  })
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done))
  startListening()
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await stopListening()
    },
  }
}
