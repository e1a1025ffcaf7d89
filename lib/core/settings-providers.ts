import { SettingsError } from "./check-settings"
import { isLoopback } from "./loopback"

/** An account at another service that people can sign in with. */
export type ProviderSettings = Readonly<{
  /** Its name in addresses, such as `google`, or `acme` for OIDC_ACME_*. */
  name: string
  kind: "google" | "microsoft" | "github" | "oidc"
  /** Its name on buttons. */
  label: string
  /** The issuer of its ID tokens; for GitHub the address of the server. */
  issuer: string
  clientId: string
  clientSecret: string
  /** The domains whose addresses it decides about. */
  authoritativeFor: readonly string[]
}>

type Given = Record<string, string | undefined>

const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/
const ofIssuer = /^OIDC_([A-Z0-9]+(?:_[A-Z0-9]+)*?)_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL|AUTHORITATIVE_FOR)$/
const builtIn = ["google", "microsoft", "github"]

/**
 * Reads the providers that are configured, in the order of their buttons. Empty variables are absent.
 * @throws SettingsError
 */
export function readProviders(given: Given, production: boolean): readonly ProviderSettings[] {
  const origin = (name: string, fallback: string) => address(name, given[name] ?? fallback, production)
  const tenant = given.MICROSOFT_TENANT ?? "common"
  if (!/^[A-Za-z0-9.-]{1,100}$/.test(tenant))
    throw new SettingsError(
      "MICROSOFT_TENANT must be common, organizations, consumers, or the ID of a tenant: correct it.",
    )
  const google = client("GOOGLE", given)
  const microsoft = client("MICROSOFT", given)
  const github = client("GITHUB", given)
  return Object.freeze([
    ...(google ? [provider("google", "Google", "https://accounts.google.com", google)] : []),
    ...(microsoft
      ? [provider("microsoft", "Microsoft", `https://login.microsoftonline.com/${tenant}/v2.0`, microsoft)]
      : []),
    ...(github ? [provider("github", "GitHub", origin("GITHUB_URL", "https://github.com"), github)] : []),
    ...namesOf(given).map((name) => issuer(name, given, production)),
  ])
}

type Client = { clientId: string; clientSecret: string }

const provider = (kind: "google" | "microsoft" | "github", label: string, issuer: string, client: Client) => ({
  ...{ name: kind, kind, label, issuer, authoritativeFor: [] },
  ...client,
})

function issuer(name: string, given: Given, production: boolean): ProviderSettings {
  const prefix = `OIDC_${name}`
  const own = client(prefix, given)
  if (!given[`${prefix}_ISSUER`] || !own) throw new SettingsError(missing(prefix, given))
  const segment = name.toLowerCase().replaceAll("_", "-")
  if (builtIn.includes(segment))
    throw new SettingsError(`${prefix}_ISSUER uses a name of ours: choose another than ${builtIn.join(", ")}.`)
  const label = given[`${prefix}_LABEL`] ?? name
  if (label.length > 40 || /[\p{C}<>]/u.test(label))
    throw new SettingsError(`${prefix}_LABEL must be a name of at most 40 characters: correct it.`)
  return {
    ...{ name: segment, kind: "oidc", label, ...own },
    issuer: address(`${prefix}_ISSUER`, given[`${prefix}_ISSUER`] ?? "", production),
    authoritativeFor: domains(`${prefix}_AUTHORITATIVE_FOR`, given),
  }
}

function missing(prefix: string, given: Given): string {
  const absent = ["ISSUER", "CLIENT_ID", "CLIENT_SECRET"].filter((one) => !given[`${prefix}_${one}`])
  return `${prefix}_${absent[0]} is missing: set it, or remove the other settings that begin with ${prefix}_.`
}

/** Returns a client's ID and secret; null where neither is set. @throws SettingsError where one is missing */
function client(prefix: string, given: Given): Client | null {
  const [clientId, clientSecret] = [given[`${prefix}_CLIENT_ID`], given[`${prefix}_CLIENT_SECRET`]]
  if (clientId && clientSecret) return { clientId, clientSecret }
  if (!clientId && !clientSecret) return null
  const [absent, other] = clientId ? ["CLIENT_SECRET", "CLIENT_ID"] : ["CLIENT_ID", "CLIENT_SECRET"]
  throw new SettingsError(`${prefix}_${absent} is missing: set it, or remove ${prefix}_${other}.`)
}

function namesOf(given: Given): string[] {
  const names = Object.keys(given).flatMap((key) => ofIssuer.exec(key)?.[1] ?? [])
  return [...new Set(names)].sort()
}

function address(name: string, text: string, production: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const plain = url?.protocol === "http:" && isLoopback(url.hostname) && !production
  if (!url || (url.protocol !== "https:" && !plain) || url.search || url.hash || url.username || url.password)
    throw new SettingsError(
      `${name} must be an https URL without a query, such as https://login.example.com: correct it.`,
    )
  return name === "GITHUB_URL" ? text.replace(/\/+$/, "") : text
}

function domains(name: string, given: Given): string[] {
  const all = (given[name] ?? "").split(",").map((one) => one.trim().toLowerCase())
  const named = all.filter(Boolean)
  if (!named.every((one) => domain.test(one)))
    throw new SettingsError(`${name} must be domains such as example.com, separated by commas: correct it.`)
  return named
}
