import { expect, test } from "vitest"
import { readProviders } from "./settings-providers"

const read = (given: Record<string, string>, production = true) => readProviders(given, production)
const client = (prefix: string) => ({ [`${prefix}_CLIENT_ID`]: "id", [`${prefix}_CLIENT_SECRET`]: "secret" })

test("without settings there are no providers", () => {
  expect(read({ OIDC_: "x", GITHUB_URL: "https://github.example" })).toEqual([])
})

test("providers are read in the order of their buttons", () => {
  const given = {
    ...client("GITHUB"),
    ...client("OIDC_ZEBRA_ID"),
    OIDC_ZEBRA_ID_ISSUER: "https://login.zebra.example/realms/staff",
    ...client("OIDC_ACME"),
    OIDC_ACME_ISSUER: "https://login.acme.example",
    OIDC_ACME_LABEL: "Acme ID",
    OIDC_ACME_AUTHORITATIVE_FOR: "acme.example, Acme.Org",
    ...client("MICROSOFT"),
    ...client("GOOGLE"),
    GITHUB_URL: "https://git.acme.example/",
  }
  const shown = read(given).map(({ name, label, issuer, authoritativeFor }) => [name, label, issuer, authoritativeFor])
  expect(shown).toEqual([
    ["google", "Google", "https://accounts.google.com", []],
    ["microsoft", "Microsoft", "https://login.microsoftonline.com/common/v2.0", []],
    ["github", "GitHub", "https://git.acme.example", []],
    ["acme", "Acme ID", "https://login.acme.example", ["acme.example", "acme.org"]],
    ["zebra-id", "ZEBRA_ID", "https://login.zebra.example/realms/staff", []],
  ])
})

test.each([
  [{ GOOGLE_CLIENT_ID: "id" }, "GOOGLE_CLIENT_SECRET is missing: set it, or remove GOOGLE_CLIENT_ID."],
  [{ GITHUB_CLIENT_SECRET: "s" }, "GITHUB_CLIENT_ID is missing: set it, or remove GITHUB_CLIENT_SECRET."],
  [
    { OIDC_ACME_LABEL: "Acme" },
    "OIDC_ACME_ISSUER is missing: set it, or remove the other settings that begin with OIDC_ACME_.",
  ],
  [
    { OIDC_ACME_ISSUER: "https://a.example", OIDC_ACME_CLIENT_ID: "id" },
    "OIDC_ACME_CLIENT_SECRET is missing: set it, or remove OIDC_ACME_CLIENT_ID.",
  ],
  [
    { ...client("OIDC_ACME"), OIDC_ACME_ISSUER: "http://a.example" },
    "OIDC_ACME_ISSUER must be an https URL without a query, such as https://login.example.com: correct it.",
  ],
  [
    { ...client("OIDC_ACME"), OIDC_ACME_ISSUER: "http://127.0.0.1:8190" },
    "OIDC_ACME_ISSUER must be an https URL without a query, such as https://login.example.com: correct it.",
  ],
  [
    { ...client("GITHUB"), GITHUB_URL: "git.acme.example" },
    "GITHUB_URL must be an https URL without a query, such as https://login.example.com: correct it.",
  ],
  [
    { ...client("OIDC_ACME"), OIDC_ACME_ISSUER: "https://a.example", OIDC_ACME_AUTHORITATIVE_FOR: "*.acme.example" },
    "OIDC_ACME_AUTHORITATIVE_FOR must be domains such as example.com, separated by commas: correct it.",
  ],
  [
    { ...client("OIDC_GOOGLE"), OIDC_GOOGLE_ISSUER: "https://a.example" },
    "OIDC_GOOGLE_ISSUER uses a name of ours: choose another than google, microsoft, github.",
  ],
  [
    { ...client("OIDC_ACME"), OIDC_ACME_ISSUER: "https://a.example", OIDC_ACME_LABEL: "<b>" },
    "OIDC_ACME_LABEL must be a name of at most 40 characters: correct it.",
  ],
  [
    { ...client("MICROSOFT"), MICROSOFT_TENANT: "a/b" },
    "MICROSOFT_TENANT must be common, organizations, consumers, or the ID of a tenant: correct it.",
  ],
])("%j is refused with a sentence", (given, sentence) => {
  expect(() => read(given as Record<string, string>)).toThrow(sentence)
})

test("outside of production an issuer may be on this machine without TLS", () => {
  const given = { ...client("OIDC_ACME"), OIDC_ACME_ISSUER: "http://127.0.0.1:8190/realms/customer" }
  expect(read(given, false)).toHaveLength(1)
  expect(() => read({ ...given, OIDC_ACME_ISSUER: "http://10.0.0.1" }, false)).toThrow()
})
