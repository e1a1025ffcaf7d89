import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, test } from "vitest"
import { endResponse } from "./end-response"

test("a client that sends a large body which is refused still gets the response", async () => {
  const server = createServer((req, res) => {
    res.writeHead(413, { connection: "close", "content-length": 7 })
    endResponse(req, res, "refused")
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  try {
    for (let i = 0; i < 5; i++) {
      const response = await fetch(`http://127.0.0.1:${port}/`, {
        method: "PUT",
        body: new Uint8Array(6 * 1024 * 1024),
      })
      expect([response.status, await response.text()]).toEqual([413, "refused"])
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
})
