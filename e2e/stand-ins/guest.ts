import { decoded } from "../oidc"

type Landed = { status: number; location: string; text: string; path: string }

/** A browser without scripts at one server: keeps cookies, and follows redirects there when asked to. */
export class Guest {
  readonly cookies = new Map<string, string>()

  constructor(readonly origin: string) {}

  async go(target: string, init: RequestInit = {}): Promise<Landed> {
    const url = new URL(target, this.origin)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { accept: "text/html", "accept-language": "en", ...(cookie && { cookie }), ...init.headers }
    const response = await fetch(`${this.origin}${url.pathname}${url.search}`, { redirect: "manual", ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const text = await response.text()
    const location = response.headers.get("location") ?? ""
    return { status: response.status, location, text, path: url.pathname + url.search }
  }

  /** As `go`, and on to the page that redirects lead to here. */
  async open(target: string, init: RequestInit = {}): Promise<Landed> {
    let landed = await this.go(target, init)
    for (let hops = 0; landed.location && hops < 8; hops++) {
      const next = new URL(landed.location, this.origin)
      if (next.origin !== this.origin) return landed
      landed = await this.go(next.pathname + next.search)
    }
    return landed
  }

  /** Presses the button of a provider. @returns the address there, empty where the sign-in page was shown instead */
  async begin(provider: string, fields: Record<string, string> = {}): Promise<{ address: string; landed: Landed }> {
    if (this.cookies.size === 0) await this.go("/login")
    const body = new URLSearchParams(fields)
    const headers = { origin: this.origin, "sec-fetch-site": "same-origin" }
    const landed = await this.open(`/login/with/${provider}`, { method: "POST", body, headers })
    const href = /<a [^>]*href="([^"]*redirect_uri=[^"]*)"/.exec(landed.text)?.[1] ?? ""
    return { address: decoded(href), landed }
  }

  /** Goes to a service and comes back. @returns the address on our side to which it sends the browser */
  async visit(address: string): Promise<string> {
    const response = await fetch(address, { redirect: "manual" })
    return response.headers.get("location") ?? ""
  }

  /** Signs in at a service. @returns where the browser lands */
  async enter(provider: string, fields: Record<string, string> = {}): Promise<Landed> {
    const { address, landed } = await this.begin(provider, fields)
    return address ? this.open(await this.visit(address)) : landed
  }

  signedIn = () => [...this.cookies.keys()].some((name) => name.endsWith("nanostack.session"))

  /** Sends the form of a page with this button. */
  async submit(page: Landed, button: string, values: Record<string, string> = {}): Promise<Landed> {
    const form = page.text.match(/<form[\s\S]*?<\/form>/g)?.find((one) => one.includes(button))
    if (!form) throw new Error(`no form with ${button} on ${page.path}`)
    const body = new FormData()
    for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(tag)?.[1]
      if (name) body.set(decoded(name), decoded(/value="([^"]*)"/.exec(tag)?.[1] ?? ""))
    }
    for (const [name, value] of Object.entries(values)) body.set(name, value)
    const headers = { origin: this.origin, "sec-fetch-site": "same-origin" }
    return this.open(page.path, { method: "POST", body, headers })
  }

  async signIn(email: string, password: string, next = ""): Promise<Landed> {
    const page = await this.go(`/login?${new URLSearchParams({ next })}`)
    return this.submit(page, 'type="password"', { email, password })
  }
}
