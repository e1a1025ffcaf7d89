import { createHash, randomBytes } from "node:crypto"
import { origin } from "./document"
import { good, newCanary, type Person } from "./fixtures"
import { noteSecret } from "./secrets"

export const callback = "http://localhost:3191/callback"

/** An application as the tests make one. */
export type App = { id: string; secret: string | undefined }

/** Creates an application through the API. */
export async function newApp(by: Person, more: Record<string, unknown> = {}): Promise<App> {
  const body = { name: `Shop ${newCanary()}`, type: "web", redirect_uris: [callback], ...more }
  const made = good(await by.send<{ id: string; client_secret?: string }>("POST /applications", body))
  if (made.client_secret) noteSecret(made.client_secret)
  return { id: made.id, secret: made.client_secret }
}

type Landed = { url: URL; status: number; text: string; headers: Headers }

/** A browser without scripts: keeps cookies by path, follows redirects and `Refresh` until it leaves the server. */
export class Visitor {
  readonly #cookies = new Map<string, { value: string; path: string }>()

  async open(target: string, init: RequestInit = { headers: { accept: "text/html" } }): Promise<Landed> {
    let url = new URL(target, origin())
    let next: RequestInit = init
    for (let hops = 0; hops < 12; hops++) {
      if (url.origin !== new URL(origin()).origin) return { url, status: 0, text: "", headers: new Headers() }
      const response = await fetch(url, {
        redirect: "manual",
        ...next,
        headers: { ...next.headers, cookie: this.#of(url) },
      })
      this.#keep(response.headers)
      const text = await response.text()
      const refresh = /url=(.+)$/.exec(response.headers.get("refresh") ?? "")?.[1]
      const to = response.headers.get("location") ?? refresh
      if (!to) return { url, status: response.status, text, headers: response.headers }
      url = new URL(to, url)
      next = { headers: { accept: "text/html" } }
    }
    throw new Error(`too many redirects: ${url.pathname}`)
  }

  /** Sends the form of a page that has a button with this text. */
  async submit(page: Landed, button: string, values: Record<string, string> = {}): Promise<Landed> {
    const form = page.text.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(button))
    if (!form) throw new Error(`no form with ${button} on ${page.url.pathname}: ${page.text.slice(0, 300)}`)
    const body = new FormData()
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(tag)?.[1]
      if (name) body.set(decoded(name), decoded(/value="([^"]*)"/.exec(tag)?.[1] ?? ""))
    }
    for (const [name, value] of Object.entries(values)) body.set(name, value)
    return this.open(page.url.href, { method: "POST", body, headers: { origin: origin(), accept: "text/html" } })
  }

  async signIn(person: Person): Promise<this> {
    const page = await this.open("/login")
    await this.submit(page, "Sign in", { email: person.email, password: person.password })
    return this
  }

  async signOut(): Promise<void> {
    const page = await this.open("/sign-out")
    await this.submit(page, "Sign out here too")
  }

  #keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ")
      const name = pair.slice(0, pair.indexOf("="))
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? "/"
      const value = pair.slice(name.length + 1)
      const ended = value === "" || attributes.some((one) => /^max-age=0$|^expires=Thu, 01 Jan 1970/i.test(one))
      if (ended) this.#cookies.delete(`${name} ${path}`)
      else this.#cookies.set(`${name} ${path}`, { value, path })
    }
  }

  #of({ pathname }: URL): string {
    return [...this.#cookies]
      .filter(([, { path }]) => pathname === path || path === "/" || pathname.startsWith(`${path}/`))
      .map(([key, { value }]) => `${key.split(" ")[0]}=${value}`)
      .join("; ")
  }
}

/** Decodes the entities of an attribute. */
export const decoded = (text: string) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")

/** A request for a code, with its PKCE verifier. */
export function request(app: App, more: Record<string, string | undefined> = {}) {
  const verifier = randomBytes(32).toString("base64url")
  const all = {
    client_id: app.id,
    redirect_uri: callback,
    response_type: "code",
    scope: "openid email profile organization",
    state: randomBytes(8).toString("hex"),
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...more,
  }
  const query = new URLSearchParams(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  return { path: `/oauth/authorize?${query}`, verifier, state: all.state, redirect_uri: String(all.redirect_uri) }
}

/** Gets a code for a person who is signed in, and to whom nothing has to be asked. */
export async function codeFor(visitor: Visitor, app: App, more: Record<string, string | undefined> = {}) {
  const asked = request(app, more)
  const landed = await visitor.open(asked.path)
  const code = landed.url.searchParams.get("code")
  if (landed.status !== 0 || !code) throw new Error(`no code: ${landed.url} ${landed.text.slice(0, 300)}`)
  noteSecret(code)
  return { code, ...asked, landed }
}

export type TokenAnswer = {
  status: number
  error?: string
  access_token: string
  refresh_token: string
  id_token: string
  active?: boolean
  [claim: string]: unknown
}

/** Posts a form as an application, to /oauth/token by default. */
export async function post(
  app: App,
  form: Record<string, string>,
  path = "/oauth/token",
  at = origin(),
): Promise<TokenAnswer> {
  const basic = app.secret && `Basic ${Buffer.from(`${app.id}:${app.secret}`).toString("base64")}`
  const response = await fetch(at + path, {
    method: "POST",
    headers: { ...(basic && { authorization: basic }) },
    body: new URLSearchParams({ ...form, ...(!app.secret && { client_id: app.id }) }),
  })
  const text = await response.text()
  const body = text ? JSON.parse(text) : {}
  for (const name of ["access_token", "refresh_token", "id_token"]) if (body[name]) noteSecret(body[name])
  return { ...body, status: response.status }
}

type Code = { code: string; verifier: string; redirect_uri: string }

export const redeem = (app: App, { code, verifier, redirect_uri }: Code, at?: string) =>
  post(app, { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri }, "/oauth/token", at)

export const refresh = (app: App, refresh_token: string, at?: string) =>
  post(app, { grant_type: "refresh_token", refresh_token }, "/oauth/token", at)

/** Signs a person in to an application, from the start. */
export async function signInTo(person: Person, app: App, more: Record<string, string | undefined> = {}) {
  const visitor = await new Visitor().signIn(person)
  const tokens = await redeem(app, await codeFor(visitor, app, more))
  if (!tokens.access_token) throw new Error(`no tokens: ${JSON.stringify(tokens)}`)
  return { visitor, tokens }
}
