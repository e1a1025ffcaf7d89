import { createHash, randomUUID } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { client, json, textOf } from "./issuer"

type Email = { email: string; primary: boolean; verified: boolean }

/** A GitHub Enterprise Server of the tests: its OAuth, and the two paths of its API that say who signed in. */
export class StandInGithub {
  url = ""
  user: { id: number; login: string; name: string | null } = { id: 1, login: "ada", name: "Ada" }
  emails: Email[] = []
  denies = false
  /** The `iss` parameter of the next redirect, in place of its own. */
  returnedIss: string | null = null
  readonly #codes = new Map<string, URLSearchParams>()
  readonly #tokens = new Set<string>()
  readonly #server = createServer((req, res) => {
    this.#serve(req, res).catch(() => res.destroy())
  })

  static async start(): Promise<StandInGithub> {
    const github = new StandInGithub()
    await new Promise<void>((ready) => github.#server.listen(0, "127.0.0.1", ready))
    github.url = `http://127.0.0.1:${(github.#server.address() as AddressInfo).port}`
    return github
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(String(req.url), this.url)
    if (pathname === "/login/oauth/authorize") {
      const to = new URL(searchParams.get("redirect_uri") ?? "about:blank")
      to.searchParams.set("state", searchParams.get("state") ?? "")
      to.searchParams.set("iss", this.returnedIss ?? `${this.url}/login/oauth`)
      this.returnedIss = null
      const code = randomUUID()
      if (this.denies) to.searchParams.set("error", "access_denied")
      else to.searchParams.set("code", code)
      this.#codes.set(code, searchParams)
      res.writeHead(302, { location: to.href }).end()
      return
    }
    if (pathname === "/login/oauth/access_token") {
      const form = new URLSearchParams(await textOf(req))
      const asked = this.#codes.get(form.get("code") ?? "")
      this.#codes.delete(form.get("code") ?? "")
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url")
      const right = challenge === asked?.get("code_challenge") && form.get("client_secret") === client.secret
      // GitHub reports errors with 200.
      if (!right) return json(res, 200, { error: "bad_verification_code" })
      const token = `gho_${randomUUID()}`
      this.#tokens.add(token)
      return json(res, 200, { access_token: token, scope: "read:user,user:email", token_type: "bearer" })
    }
    const token = String(req.headers.authorization).replace(/^Bearer /i, "")
    if (!this.#tokens.has(token)) return json(res, 401, { message: "Bad credentials" })
    if (pathname === "/api/v3/user") return json(res, 200, this.user)
    if (pathname === "/api/v3/user/emails") return json(res, 200, this.emails)
    json(res, 404, { message: "Not Found" })
  }
}
