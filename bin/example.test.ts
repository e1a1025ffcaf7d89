import { createServer } from "node:http"
import { expect, test } from "vitest"
import { startExample } from "./example.mjs"

const options = { issuer: "http://localhost:3000", clientId: "app_demo", host: "127.0.0.1" }

test("the example application runs beside the demo, and says where", async () => {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done))
  const address = probe.address()
  const port = typeof address === "object" && address ? address.port : 0
  const taken = await startExample({ ...options, port })
  expect(taken?.line).toBe(`The example application isn't running, because port ${port} is in use by another program.`)
  await new Promise((done) => probe.close(done))
  const running = await startExample({ ...options, port })
  expect(running?.line).toContain(`http://localhost:${port}`)
  const text = await (await fetch(`http://127.0.0.1:${port}/`)).text()
  expect(text).toContain("No one is signed in here.")
  running?.stop()
})

test("a database without the example application has none", async () => {
  expect(await startExample({ ...options, clientId: null, port: 1 })).toBeNull()
})
