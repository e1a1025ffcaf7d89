import { randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { newKeys } from "./keys"
import { accessClaims, identityClaims, type Person, personOf, type TestPerson } from "./person"
import { type SignIn, SignIns } from "./sign-ins"
import { Streams } from "./streams"

/** Cookie in which a browser names the person that it signs in as. */
export const personCookie = "nanostack-test-person"

export type TestIssuer = {
  /** The issuer: use it as NANOSTACK_ISSUER. */
  url: string
  /** Signs an access token for an API. @param options.expiresIn seconds; negative for one that has expired */
  token: (audience: string, person?: TestPerson, options?: { expiresIn?: number }) => Promise<string>
  /** Changes someone's access from now on, as when their role is changed. */
  change: (userId: string, changes: TestPerson) => void
  /** Signs a logout token for back-channel logout of an application. @param sid of the sign-in, as in its tokens */
  logoutToken: (clientId: string, sid: string) => Promise<string>
  /** Ends someone's sign-ins, as when they are removed; without an ID, everyone's. */
  end: (userId?: string) => void
  stop: () => Promise<void>
}

/**
 * Starts an OpenID Connect issuer on this machine, for tests: it accepts every application and asks no one anything.
 * @param options.port by default a free one
 */
export async function testIssuer({ port = 0 }: { port?: number } = {}): Promise<TestIssuer> {
  let url = ""
  const keys = await newKeys(() => url)
  const signIns = new SignIns()
  const streams = new Streams()

  function end(isMeant: (signIn: SignIn) => boolean): void {
    for (const { id: sid } of signIns.end(isMeant)) streams.tell("session_ended", { sid })
  }

  async function tokens(signIn: SignIn, nonce?: string) {
    const { id: sid, person, clientId, audience } = signIn
    const claims = { sub: person.id, sid, client_id: clientId, ...accessClaims(person) }
    const access = audience ? await keys.accessToken({ ...claims, aud: audience, jti: randomUUID() }) : randomUUID()
    const identity = { ...identityClaims(person), sub: person.id, sid, aud: clientId, ...(nonce && { nonce }) }
    return {
      access_token: signIns.issue(signIn, access),
      refresh_token: signIns.issue(signIn, randomUUID()),
      id_token: await keys.idToken({ ...identity, auth_time: signIn.at }),
      token_type: "Bearer",
      expires_in: 300,
    }
  }

  function authorize(req: IncomingMessage, res: ServerResponse, query: URLSearchParams) {
    const person = personIn(req)
    const to = new URL(query.get("redirect_uri") ?? "about:blank")
    to.searchParams.set("state", query.get("state") ?? "")
    to.searchParams.set("iss", url)
    if (!person && query.get("prompt") !== "none") return send(res, 400, "Call signedInAs(page, issuer, person) first.")
    if (person) {
      const given = { person, clientId: query.get("client_id") ?? "", audience: query.get("resource") ?? undefined }
      const nonce = query.get("nonce") ?? undefined
      to.searchParams.set("code", signIns.begin(given, query.get("code_challenge") ?? "", nonce))
    } else to.searchParams.set("error", "login_required")
    res.writeHead(303, { location: to.href }).end()
  }

  async function exchange(res: ServerResponse, form: URLSearchParams) {
    const value = (name: string) => form.get(name) ?? ""
    if (value("grant_type") === "authorization_code") {
      const found = signIns.redeem(value("code"), value("code_verifier"))
      return found
        ? send(res, 200, await tokens(found.signIn, found.nonce))
        : send(res, 400, { error: "invalid_grant" })
    }
    const signIn = signIns.find(value("refresh_token"))
    const audience = form.get("resource") ?? undefined
    return signIn ? send(res, 200, await tokens({ ...signIn, audience })) : send(res, 400, { error: "invalid_grant" })
  }

  function introspect(res: ServerResponse, token: string) {
    const signIn = signIns.find(token)
    if (!signIn) return send(res, 200, { active: false })
    const { id: sid, person, clientId } = signIn
    const times = { exp: Math.floor(Date.now() / 1000) + 300, iss: url, token_type: "Bearer" }
    return send(res, 200, { active: true, sub: person.id, sid, client_id: clientId, ...times, ...accessClaims(person) })
  }

  async function serve(req: IncomingMessage, res: ServerResponse) {
    const { pathname, searchParams } = new URL(String(req.url), url)
    res.setHeader("access-control-allow-origin", "*")
    if (pathname === "/.well-known/openid-configuration") return send(res, 200, discovery(url))
    if (pathname === "/.well-known/jwks.json") return send(res, 200, keys.jwks)
    if (/^\/(api\/v1|oauth)\/revocations$/.test(pathname)) return streams.open(res, personOf().tenant_id)
    if (pathname === "/oauth/authorize") return authorize(req, res, searchParams)
    const form = await formOf(req)
    if (pathname === "/oauth/token") return exchange(res, form)
    if (pathname === "/oauth/introspect") return introspect(res, form.get("token") ?? "")
    if (pathname !== "/oauth/revoke") return send(res, 404, "")
    const ended = signIns.find(form.get("token") ?? "")
    end(({ id }) => id === ended?.id)
    return send(res, 200, "")
  }

  const server = createServer((req, res) => void serve(req, res).catch(() => res.destroy()))
  await new Promise<void>((done, failed) => server.once("error", failed).listen(port, "127.0.0.1", done))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : port}`
  return {
    url,
    token: (audience, given, { expiresIn } = {}) => {
      const person = personOf(given)
      const claims = { sub: person.id, sid: "ses_test", client_id: "app_test", jti: randomUUID() }
      return keys.accessToken({ ...claims, aud: audience, ...accessClaims(person) }, expiresIn)
    },
    logoutToken: (aud, sid) =>
      keys.logoutToken({
        ...{ aud, sid, jti: randomUUID() },
        events: { "http://schemas.openid.net/event/backchannel-logout": {} },
      }),
    change: (userId, changes) => {
      signIns.change(userId, changes)
      const org = personOf(changes).organization.id
      streams.tell("rights_changed", { sub: userId, org, before: Math.floor(Date.now() / 1000) })
    },
    end: (userId) => end(({ person }) => userId === undefined || person.id === userId),
    stop: () => {
      streams.stop()
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

function personIn({ headers }: IncomingMessage): Person | null {
  const value = new RegExp(`(?:^|; )${personCookie}=([\\w-]+)`).exec(headers.cookie ?? "")?.[1]
  return value ? personOf(JSON.parse(Buffer.from(value, "base64url").toString())) : null
}

async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  let text = ""
  for await (const part of req) text += part
  return new URLSearchParams(text)
}

function send(res: ServerResponse, status: number, body: object | string): void {
  const type = typeof body === "string" ? "text/plain" : "application/json"
  res.writeHead(status, { "content-type": type }).end(typeof body === "string" ? body : JSON.stringify(body))
}

const discovery = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/oauth/authorize`,
  token_endpoint: `${url}/oauth/token`,
  introspection_endpoint: `${url}/oauth/introspect`,
  revocation_endpoint: `${url}/oauth/revoke`,
  end_session_endpoint: `${url}/oauth/end-session`,
  jwks_uri: `${url}/.well-known/jwks.json`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS256"],
  code_challenge_methods_supported: ["S256"],
  authorization_response_iss_parameter_supported: true,
})
