import { createHash, randomBytes } from "node:crypto"
import { createServer } from "node:http"

const scope = "openid profile email organization"
const random = () => randomBytes(32).toString("base64url")
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Applications on other ports share cookies on loopback: these names are the example's own. */
const names = { attempt: "example-attempt", session: "example-session" }

/**
 * Serves an application that signs people in with Nanostack: OpenID Connect in plain Node.js. Of type `native`: it has
 * no secret. A sign-in lasts as long as its access token.
 * @param {{ issuer: string, clientId: string, port: number, host?: string }} options
 * @returns {Promise<import("node:http").Server>}
 */
export async function serveExample({ issuer, clientId, port, host = "localhost" }) {
  const redirect_uri = `http://localhost:${port}/callback`
  const attempts = new Map()
  const sessions = new Map()

  function signIn(res) {
    const attempt = { state: random(), verifier: random(), until: Date.now() + 3_600_000 }
    for (const [key, { until }] of attempts) if (until < Date.now()) attempts.delete(key)
    attempts.set(attempt.state, attempt)
    const { state, verifier } = attempt
    const code_challenge = createHash("sha256").update(verifier).digest("base64url")
    const pkce = { code_challenge, code_challenge_method: "S256" }
    const asked = { client_id: clientId, redirect_uri, response_type: "code", scope, state }
    const query = new URLSearchParams({ ...asked, ...pkce })
    redirect(res, `${issuer}/oauth/authorize?${query}`, [cookie(names.attempt, state)])
  }

  /** Only the browser that began the sign-in completes it. */
  async function callback(req, res, query) {
    const attempt = attempts.get(cookieOf(req, names.attempt))
    if (!attempt || query.get("state") !== attempt.state || query.get("iss") !== issuer)
      return page(res, 400, `<p role="alert">This sign-in has expired.</p><p><a href="/sign-in">Start again</a></p>`)
    attempts.delete(attempt.state)
    const tokens = await post("/oauth/token", {
      ...{ grant_type: "authorization_code", code: query.get("code") ?? "", code_verifier: attempt.verifier },
      ...{ redirect_uri, client_id: clientId },
    })
    if (!tokens.access_token) return page(res, 400, `<p role="alert">You weren't signed in.</p>${signInLink}`)
    const id = random()
    sessions.set(id, tokens)
    redirect(res, "/", [cookie(names.session, id), cookie(names.attempt, "", 0)])
  }

  /** Who is signed in, as Nanostack says at this moment. */
  async function home(req, res) {
    const id = cookieOf(req, names.session)
    const { access_token: token } = sessions.get(id) ?? {}
    const headers = { authorization: `Bearer ${token}` }
    const response = token && (await fetch(`${issuer}/oauth/userinfo`, { headers }))
    if (!response?.ok) {
      sessions.delete(id)
      return page(res, 200, `<p>No one is signed in here.</p>${signInLink}`)
    }
    const claims = await response.json()
    const rows = Object.entries(claims).map(([name, value]) => `<dt>${escaped(name)}<dd>${escaped(value)}`)
    const button = `<form method="post" action="/sign-out"><button>Sign out</button></form>`
    page(res, 200, `<p>Hello, ${escaped(claims.name)}. Nanostack says about you:</p><dl>${rows.join("")}</dl>${button}`)
  }

  async function signOut(req, res) {
    if (!["same-origin", undefined].includes(req.headers["sec-fetch-site"])) return page(res, 403, "")
    const id = cookieOf(req, names.session)
    const token = sessions.get(id)?.access_token
    sessions.delete(id)
    if (token) await post("/oauth/revoke", { token, client_id: clientId })
    redirect(res, "/", [cookie(names.session, "", 0)])
  }

  const post = async (path, form) => {
    const response = await fetch(issuer + path, { method: "POST", body: new URLSearchParams(form) })
    return JSON.parse((await response.text()) || "{}")
  }

  async function serve(req, res) {
    const { pathname, searchParams } = new URL(req.url, redirect_uri)
    if (pathname === "/sign-in") return signIn(res)
    if (pathname === "/callback") return callback(req, res, searchParams)
    if (pathname === "/sign-out" && req.method === "POST") return signOut(req, res)
    return pathname === "/" ? home(req, res) : page(res, 404, "")
  }

  const failed = (res) => () => page(res, 503, "<p>Nanostack can't be reached.</p>")
  const server = createServer((req, res) => void serve(req, res).catch(failed(res)))
  await new Promise((done, fail) => server.once("error", fail).listen(port, host, done))
  return server
}

const signInLink = `<p><a href="/sign-in">Sign in with Nanostack</a></p>`
const title = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Example</title><h1>Example application</h1>`
const page = (res, status, html) =>
  res.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" }).end(title + html)
const redirect = (res, location, cookies) => res.writeHead(303, { location, "set-cookie": cookies }).end()
const cookie = (name, value, seconds = 86_400) => `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`
const cookieOf = (req, name) => new RegExp(`(?:^|; )${name}=([\\w-]+)`).exec(req.headers.cookie ?? "")?.[1]
