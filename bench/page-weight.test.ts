import { createServer } from "node:http"
import { expect, test } from "vitest"
import { named, weigh } from "./page-weight"

test("distinguishes files loaded with a page from those only linked", () => {
  const html = `<link rel="stylesheet" href="/a.css"><link rel="canonical" href="/no"><a href="/no"></a><script async src="/b.js"></script><script src="/old.js" noModule=""></script><img src="data:,">`
  expect(named(html, "text/html; charset=utf-8")).toEqual(["/a.css", "/b.js"])
  expect(named(`import{x}from"./c.js";import("./later.js")`, "text/javascript")).toEqual(["./c.js"])
})

test("a page weighs the bytes transferred, each file once", async () => {
  const files: Record<string, [string, string]> = {
    "/": ["text/html", `<script src="/a.js"></script><script src="/a.js"></script>`],
    "/a.js": ["text/javascript", `import "./b.js"`],
    "/b.js": ["text/javascript", "x".repeat(1_000)],
  }
  const server = createServer((req, res) => {
    const [type, text] = files[req.url ?? ""] ?? ["text/plain", ""]
    res.writeHead(text ? 200 : 404, { "content-type": type }).end(text)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  const { bytes, files: count } = await weigh(`http://127.0.0.1:${typeof address === "object" && address?.port}/`)
  server.close()
  expect(count).toBe(3)
  expect(bytes).toBeGreaterThan(1_000)
  expect(bytes).toBeLessThan(2_000)
})
