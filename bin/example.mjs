import { serveExample } from "../examples/demo/server.mjs"

/**
 * Starts the example application at the port after the demo's. Where that port is taken the demo runs without it.
 * @param {{ issuer: string, clientId: string | null, port: number, host: string }} options
 * @returns {Promise<{ line: string, stop: () => void } | null>} `line` says where it is, or why it isn't running
 */
export async function startExample({ issuer, clientId, port, host }) {
  if (clientId === null) return null
  try {
    const server = await serveExample({ issuer, clientId, port, host })
    const stop = () => {
      server.closeAllConnections()
      server.close()
    }
    return { line: `An example application that signs in with Nanostack: http://localhost:${port}`, stop }
  } catch (error) {
    const why = error.code === "EADDRINUSE" ? "is in use by another program" : `can't be used (${error.code})`
    return { line: `The example application isn't running, because port ${port} ${why}.`, stop: () => {} }
  }
}
