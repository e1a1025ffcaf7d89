import { createServer, type RequestListener } from "node:http"
import express from "express"
import { Hono } from "hono"
import type { NextApiRequest, NextApiResponse } from "next"
import { apiResolver } from "next/dist/server/api-utils/node/api-resolver"
import { describe, expect, onTestFinished, test, vi } from "vitest"
import { faultServer, html, ok } from "../../../e2e/apps/fault-server"
import {
  expressNanostack,
  honoNanostack,
  NanostackClient,
  type NanostackEnv,
  type Permission,
  withNanostack,
} from "./index"

/** Starts a Nanostack with one valid token. */
async function nanostack() {
  const active = {
    active: true,
    user: { id: "user_1" },
    organization_id: "org_1",
    role: "member",
    permissions: ["billing:read"],
  }
  const { baseURL } = await faultServer((res, seen) => {
    const { token } = seen.body as { token: string }
    if (token === "broken.broken.broken") return html(502)(res, seen)
    ok(token === "good.good.good" ? { ...active, expires_at: "2030-01-01T00:00:00Z" } : { active: false })(res, seen)
  })
  return new NanostackClient({ baseURL, apiKey: "nsk_test", retries: 0 })
}

type Ask = (path: string, token?: string) => Promise<Response>

async function listening(listener: RequestListener): Promise<Ask> {
  const server = createServer(listener)
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : 0
  return (path, token) => fetch(`http://127.0.0.1:${port}${path}`, { headers: bearer(token) })
}

const bearer = (token?: string): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {})

/** In each, `/read` requires billing:read, `/write` billing:write, and `/any` a token; it responds with the caller. */
const frameworks: Record<string, (client: NanostackClient) => Promise<Ask>> = {
  Express: (client) => {
    const app = express()
    app.get("/any", expressNanostack({ client }), (_, res) => void res.json(res.locals.caller.user))
    for (const act of ["read", "write"])
      app.get(
        `/${act}`,
        expressNanostack({ client, permission: `billing:${act}` }),
        (_, res) => void res.json(res.locals.caller.user),
      )
    app.use(((_error, _req, res, _next) => void res.status(500).end()) satisfies express.ErrorRequestHandler)
    return listening(app)
  },
  Hono: async (client) => {
    const app = new Hono<NanostackEnv>()
    app.onError((_, c) => c.body(null, 500))
    app.get("/any", honoNanostack({ client }), (c) => c.json(c.get("caller").user))
    for (const act of ["read", "write"])
      app.get(`/${act}`, honoNanostack({ client, permission: ["billing:read", `billing:${act}`] }), (c) =>
        c.json(c.get("caller").user),
      )
    return async (path, token) => app.request(path, { headers: bearer(token) })
  },
  "a route handler of Next.js": async (client) => {
    const handler = (permission?: Permission) =>
      withNanostack((_request, _context, caller) => Response.json(caller.user), { client, permission })
    return (path, token) =>
      handler(permissionOf(path))(new Request(`http://app${path}`, { headers: bearer(token) }), {
        params: Promise.resolve({}),
      }).catch(() => new Response(null, { status: 500 }))
  },
  "an API route of Next.js": (client) =>
    listening((req, res) => {
      const handler = withNanostack((_req: NextApiRequest, res: NextApiResponse, caller) => res.json(caller.user), {
        client,
        permission: permissionOf(req.url ?? ""),
      })
      const previews = { previewModeId: "x", previewModeEncryptionKey: "x", previewModeSigningKey: "x" }
      void apiResolver(req, res, {}, handler, { ...previews } as never, false, false, "/any").catch(() =>
        res.writeHead(500).end(),
      )
    }),
}

const permissionOf = (path: string): Permission | undefined =>
  path === "/any" ? undefined : `billing:${path.slice(1)}`

describe.each(Object.keys(frameworks))("%s", (name) => {
  test("accepts callers with the permission, and tells others why not", async () => {
    // Next.js logs what a handler throws.
    vi.spyOn(console, "error").mockImplementation(() => {})
    const ask = (await frameworks[name]?.(await nanostack())) as Ask
    for (const path of ["/any", "/read"]) {
      const answer = await ask(path, "good.good.good")
      expect([answer.status, await answer.json()]).toEqual([200, { id: "user_1" }])
    }
    const weak = await ask("/write", "good.good.good")
    expect(weak.status).toBe(403)
    expect(weak.headers.get("www-authenticate")).toContain("insufficient_scope")
    expect(await weak.json()).toMatchObject({
      success: false,
      error: { code: "permission_required", required: "billing:write" },
    })
    const none = await ask("/any")
    expect([none.status, none.headers.get("www-authenticate")]).toEqual([401, "Bearer"])
    expect(await none.json()).toMatchObject({ success: false, error: { code: "unauthenticated" } })
    const bad = await ask("/any", "bad.bad.bad")
    expect(bad.status).toBe(401)
    expect(bad.headers.get("cache-control")).toBe("no-store")
    expect(await bad.json()).toMatchObject({ error: { code: "invalid_token" } })
    expect((await ask("/any", "broken.broken.broken")).status).toBe(500)
    vi.restoreAllMocks()
  })
})
