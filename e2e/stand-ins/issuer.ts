import { createHash, randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { base64url, exportJWK, generateKeyPair, SignJWT } from "jose"

export type Claims = Record<string, unknown>

/** What is wrong with the next response: claims or header of the ID token, who signs it, or the whole token endpoint. */
export type Fault = {
  claims?: Claims
  /** The `iss` parameter of the redirect. */
  returnedIss?: string
  signedBy?: "another key" | "no one"
  /** Parameters of the redirect, instead of a code. */
  error?: string
  token?: "down" | "slow" | "endless" | "refuses"
}

export const client = { id: "nanostack", secret: "the secret of the tests" }

/** An OpenID Connect issuer of the tests, which signs in whomever a test names, and can be made to lie. */
export class StandInIssuer {
  url = ""
  /** Who signs in next. */
  person: Claims = {}
  fault: Fault = {}
  down = false
  /** Whether claims other than `sub` come from userinfo only. */
  sparse = false
  readonly #codes = new Map<string, { query: URLSearchParams; person: Claims; fault: Fault }>()
  readonly #tokens = new Map<string, Claims>()
  readonly #keys = generateKeyPair("RS256", { extractable: true })
  readonly #others = generateKeyPair("RS256")
  readonly #server = createServer((req, res) => {
    this.#serve(req, res).catch(() => res.destroy())
  })

  static async start(): Promise<StandInIssuer> {
    const issuer = new StandInIssuer()
    await new Promise<void>((ready) => issuer.#server.listen(0, "127.0.0.1", ready))
    issuer.url = `http://127.0.0.1:${(issuer.#server.address() as AddressInfo).port}`
    return issuer
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(String(req.url), this.url)
    if (this.down) return json(res, 503, { error: "temporarily_unavailable" })
    if (pathname === "/.well-known/openid-configuration") return json(res, 200, this.#discovery())
    if (pathname === "/jwks") {
      const jwk = await exportJWK((await this.#keys).publicKey)
      return json(res, 200, { keys: [{ ...jwk, kid: "1", alg: "RS256", use: "sig" }] })
    }
    if (pathname === "/authorize") return this.#authorize(res, searchParams)
    if (pathname === "/token") return this.#token(req, res)
    if (pathname === "/userinfo") {
      const claims = this.#tokens.get(String(req.headers.authorization).replace(/^Bearer /i, ""))
      return claims ? json(res, 200, claims) : json(res, 401, {})
    }
    json(res, 404, {})
  }

  #discovery() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/authorize`,
      token_endpoint: `${this.url}/token`,
      jwks_uri: `${this.url}/jwks`,
      userinfo_endpoint: `${this.url}/userinfo`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
    }
  }

  #authorize(res: ServerResponse, query: URLSearchParams): void {
    const { person, fault } = this
    this.fault = {}
    const to = new URL(query.get("redirect_uri") ?? "about:blank")
    to.searchParams.set("state", query.get("state") ?? "")
    to.searchParams.set("iss", fault.returnedIss ?? this.url)
    if (fault.error) {
      to.searchParams.set("error", fault.error)
      to.searchParams.set("error_description", "<b>said by the issuer</b>")
    } else {
      const code = randomUUID()
      this.#codes.set(code, { query, person, fault })
      to.searchParams.set("code", code)
    }
    res.writeHead(303, { location: to.href }).end()
  }

  async #token(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await textOf(req))
    const basic = `Basic ${Buffer.from(`${encode(client.id)}:${encode(client.secret)}`).toString("base64")}`
    const asked = this.#codes.get(form.get("code") ?? "")
    this.#codes.delete(form.get("code") ?? "")
    if (!asked) return json(res, 400, { error: "invalid_grant" })
    const { query, person, fault } = asked
    if (fault.token === "down") return json(res, 503, {})
    if (fault.token === "refuses") return json(res, 400, { error: "invalid_grant", error_description: "<b>no</b>" })
    if (fault.token === "slow") return
    if (fault.token === "endless") {
      res.writeHead(200, { "content-type": "application/json" })
      const more = setInterval(() => res.write(" ".repeat(65_536)), 1)
      res.on("close", () => clearInterval(more))
      return
    }
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url")
    const right =
      req.headers.authorization === basic &&
      challenge === query.get("code_challenge") &&
      form.get("redirect_uri") === query.get("redirect_uri") &&
      query.get("client_id") === client.id
    if (!right) return json(res, 400, { error: "invalid_grant" })
    const access = randomUUID()
    this.#tokens.set(access, person)
    const claims = { ...(this.sparse ? { sub: person.sub } : person), nonce: query.get("nonce"), ...fault.claims }
    const id_token = await this.#sign(claims, fault.signedBy)
    json(res, 200, { access_token: access, token_type: "Bearer", expires_in: 300, id_token })
  }

  async #sign(given: Claims, by: Fault["signedBy"]): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: this.url, aud: client.id, iat: now, exp: now + 300, ...given }
    const encoded = base64url.encode(JSON.stringify(claims))
    if (by === "no one") return `${base64url.encode(JSON.stringify({ alg: "none" }))}.${encoded}.`
    const { privateKey } = await (by === "another key" ? this.#others : this.#keys)
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "1" }).sign(privateKey)
  }
}

const encode = (text: string) => encodeURIComponent(text).replace(/%20/g, "+")

export function json(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))
}

export async function textOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part)
  return Buffer.concat(parts).toString()
}
