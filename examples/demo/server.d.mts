import type { Server } from "node:http"

export function serveExample(options: {
  issuer: string
  clientId: string
  port: number
  host?: string
}): Promise<Server>
