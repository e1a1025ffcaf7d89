import { NanostackError } from "../../core/error"

// Typed here, because the types of Node.js are not part of this package.
declare const process: { env: Record<string, string | undefined> }

/** Settings of an application, from its environment. */
export type Settings = {
  issuer: URL
  clientId: string
  clientSecret: string
  /** Where people come back after signing in. The other routes are beside it. */
  redirectUri: URL
  /** Path of the routes, such as `/auth`. */
  base: string
  /** Secrets that cookies are sealed with: the current one, and the one before, which only opens. */
  secrets: readonly string[]
  /** Whether to follow what has ended; else each use is confirmed by a request. */
  stream: boolean
  /** Whether the application is served by https. */
  secure: boolean
}

let known: Settings | undefined

/**
 * Returns the settings. Read on first use, because applications are also built without them.
 * @throws NanostackError configuration
 */
export function settings(): Settings {
  known ??= readSettings({
    NANOSTACK_ISSUER: process.env.NANOSTACK_ISSUER,
    NANOSTACK_CLIENT_ID: process.env.NANOSTACK_CLIENT_ID,
    NANOSTACK_CLIENT_SECRET: process.env.NANOSTACK_CLIENT_SECRET,
    NANOSTACK_REDIRECT_URI: process.env.NANOSTACK_REDIRECT_URI,
    NANOSTACK_COOKIE_SECRET: process.env.NANOSTACK_COOKIE_SECRET,
    NANOSTACK_COOKIE_SECRET_PREVIOUS: process.env.NANOSTACK_COOKIE_SECRET_PREVIOUS,
    NANOSTACK_STREAM: process.env.NANOSTACK_STREAM,
    // Serverless: processes there are stopped between requests.
    VERCEL: process.env.VERCEL,
    NETLIFY: process.env.NETLIFY,
    AWS_LAMBDA_FUNCTION_NAME: process.env.AWS_LAMBDA_FUNCTION_NAME,
  })
  return known
}

/**
 * Reads the settings from environment variables.
 * @throws NanostackError configuration
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const text = (name: string) => env[name]?.trim() || wrong(`${name} is missing`)
  const secrets = [text("NANOSTACK_COOKIE_SECRET"), env.NANOSTACK_COOKIE_SECRET_PREVIOUS?.trim() ?? ""].filter(Boolean)
  if (secrets.some((secret) => secret.length < 32)) wrong("NANOSTACK_COOKIE_SECRET needs at least 32 characters")
  const redirectUri = urlOf("NANOSTACK_REDIRECT_URI", text("NANOSTACK_REDIRECT_URI"))
  const base = /^(\/.+)\/callback$/.exec(redirectUri.pathname)?.[1]
  if (!base) wrong("NANOSTACK_REDIRECT_URI has to end in a folder and /callback, such as /auth/callback")
  return {
    issuer: urlOf("NANOSTACK_ISSUER", text("NANOSTACK_ISSUER")),
    clientId: text("NANOSTACK_CLIENT_ID"),
    clientSecret: text("NANOSTACK_CLIENT_SECRET"),
    redirectUri,
    base,
    secrets,
    stream: isOn(env),
    secure: redirectUri.protocol === "https:",
  }
}

function isOn({ NANOSTACK_STREAM, VERCEL, NETLIFY, AWS_LAMBDA_FUNCTION_NAME }: Record<string, string | undefined>) {
  const said = NANOSTACK_STREAM?.trim() || undefined
  if (said !== undefined && said !== "on" && said !== "off") wrong("NANOSTACK_STREAM has to be on or off")
  return said === undefined ? !(VERCEL || NETLIFY || AWS_LAMBDA_FUNCTION_NAME) : said === "on"
}

/** http is only accepted on this machine, where cookies and codes cross no network. */
function urlOf(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : wrong(`${name} is not a URL`)
  return url.protocol === "https:" || isLoopback(url) ? url : wrong(`${name} has to begin with https`)
}

/** Whether an address is plain http on this machine. */
export const isLoopback = ({ protocol, hostname }: URL) =>
  protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)

function wrong(what: string): never {
  throw new NanostackError("configuration", `${what}. See the README of @nanostack/nextjs.`)
}
