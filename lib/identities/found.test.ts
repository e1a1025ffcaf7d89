import { describe, expect, test } from "vitest"
import type { ProviderSettings } from "../core/settings-providers"
import { foundIn } from "./found"
import { claimsOf } from "./github"

const base = { clientId: "id", clientSecret: "secret", authoritativeFor: [] }
const google: ProviderSettings = {
  ...base,
  ...{ name: "google", kind: "google", label: "Google", issuer: "https://accounts.google.com" },
}
const microsoft: ProviderSettings = {
  ...base,
  ...{ name: "microsoft", kind: "microsoft", label: "Microsoft" },
  issuer: "https://login.microsoftonline.com/common/v2.0",
}
const github: ProviderSettings = {
  ...base,
  ...{ name: "github", kind: "github", label: "GitHub", issuer: "https://github.com" },
}
const acme: ProviderSettings = {
  ...base,
  ...{ name: "acme", kind: "oidc", label: "Acme", issuer: "https://login.acme.example" },
  authoritativeFor: ["acme.example"],
}

/** Claims as Google's ID tokens have them. */
const consumer = {
  iss: "https://accounts.google.com",
  azp: "id",
  aud: "id",
  sub: "110169484474386276334",
  email: "ada.winter@gmail.com",
  email_verified: true,
  name: "Ada Winter",
  picture: "https://lh3.googleusercontent.com/a/x",
  given_name: "Ada",
  family_name: "Winter",
}
const workspace = { ...consumer, hd: "harbor.example", email: "ada@harbor.example" }

describe("Google decides about", () => {
  test("addresses at gmail.com, and at the Workspace domain of the account", () => {
    expect(foundIn(google, consumer)).toEqual({
      ...{ provider: "google", issuer: "https://accounts.google.com", subject: "110169484474386276334" },
      ...{ email: "ada.winter@gmail.com", owned: true, name: "Ada Winter", label: "ada.winter@gmail.com" },
    })
    expect(foundIn(google, workspace)?.owned).toBe(true)
    expect(foundIn(google, { ...workspace, hd: "Harbor.Example" })?.owned).toBe(true)
  })

  test.each([
    ["an address elsewhere with which someone registered at Google", { email: "ada@harbor.example" }],
    ["an alias in another domain than hd", { hd: "harbor.example", email: "ada@pine.example" }],
    ["a subdomain of hd", { hd: "harbor.example", email: "ada@mail.harbor.example" }],
    ["a domain that ends like hd", { hd: "harbor.example", email: "ada@evilharbor.example" }],
    ["a domain that ends like gmail.com", { email: "ada@notgmail.com" }],
    ["gmail.com in the local part", { email: '"ada@gmail.com"@evil.example' }],
    ["an address that is not verified", { email_verified: false }],
    ["an address that is verified as a text", { email_verified: "true" }],
    ["an address without a word about it", { email_verified: undefined }],
    ["hd that is no text", { hd: ["harbor.example"], email: "ada@harbor.example" }],
  ])("but not %s", (_, claims) => {
    expect(foundIn(google, { ...consumer, ...claims })?.owned ?? false).toBe(false)
  })
})

describe("Microsoft", () => {
  const tid = "9122040d-6c67-4c5b-b112-36a304b66dad"
  const claims = {
    iss: `https://login.microsoftonline.com/${tid}/v2.0`,
    ver: "2.0",
    aud: "id",
    sub: "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    oid: "00000000-0000-0000-66f3-3332eca7ea81",
    tid,
    name: "Ada Winter",
    preferred_username: "ada@harbor.example",
  }

  test("names a person by tenant and object, and never proves an address", () => {
    expect(foundIn(microsoft, claims)).toEqual({
      ...{ provider: "microsoft", issuer: "https://login.microsoftonline.com", subject: `${tid}.${claims.oid}` },
      ...{ email: "ada@harbor.example", owned: false, name: "Ada Winter", label: "ada@harbor.example" },
    })
    const loud = { ...claims, email: "ada@gmail.com", email_verified: true, xms_edov: true, hd: "gmail.com" }
    expect(foundIn(microsoft, loud)).toMatchObject({ email: "ada@gmail.com", owned: false })
  })

  test.each([
    ["another tenant's issuer", { iss: "https://login.microsoftonline.com/11111111-6c67-4c5b-b112-36a304b66dad/v2.0" }],
    ["another host", { iss: `https://login.evil.example/${tid}/v2.0` }],
    ["a tenant that is a path", { tid: "common", iss: "https://login.microsoftonline.com/common/v2.0" }],
    ["no tenant", { tid: undefined }],
    ["no object", { oid: undefined }],
  ])("is refused with %s", (_, wrong) => {
    expect(foundIn(microsoft, { ...claims, ...wrong })).toBeNull()
  })
})

describe("GitHub", () => {
  const user = { id: 583231, login: "octocat", name: "The Octocat", email: "public@profile.example" }
  const emails = [
    { email: "other@example.com", primary: false, verified: true, visibility: null },
    { email: "octocat@example.com", primary: true, verified: true, visibility: "private" },
  ]

  test("names a person by number, with the primary address that it has verified, and never proves one", () => {
    expect(foundIn(github, claimsOf(user, emails))).toEqual({
      ...{ provider: "github", issuer: "https://github.com", subject: "583231" },
      ...{ email: "octocat@example.com", owned: false, name: "The Octocat", label: "octocat@example.com" },
    })
  })

  test.each([
    ["none is primary", [{ email: "a@example.com", primary: false, verified: true }]],
    ["the primary is not verified", [{ email: "a@example.com", primary: true, verified: false }]],
    ["there are none", []],
    ["the response is none", { message: "Not Found" }],
  ])("has no address where %s", (_, given) => {
    expect(foundIn(github, claimsOf(user, given))).toMatchObject({ email: null, owned: false, label: "octocat" })
  })

  test("a response without a number names no one", () => {
    for (const id of [undefined, "583231", 1.5, null])
      expect(foundIn(github, claimsOf({ ...user, id }, emails))).toBeNull()
  })
})

describe("an issuer of the operator's", () => {
  const claims = { sub: "42", email: "ada@acme.example", email_verified: true, name: "Ada" }

  test("decides about the domains of AUTHORITATIVE_FOR, and about no other", () => {
    expect(foundIn(acme, claims)).toMatchObject({ owned: true, issuer: "https://login.acme.example", subject: "42" })
    for (const email of ["ada@gmail.com", "ada@sub.acme.example", "ada@acme.example.evil.example", "ada@acme.example."])
      expect(foundIn(acme, { ...claims, email, hd: "gmail.com" })?.owned ?? false, email).toBe(false)
    expect(foundIn({ ...acme, authoritativeFor: [] }, claims)?.owned).toBe(false)
    expect(foundIn(acme, { ...claims, email_verified: false })?.owned).toBe(false)
  })

  test("the subject counts as it is, the address in its canonical form", () => {
    expect(foundIn(acme, { ...claims, email: " Ada@ACME.example " })).toMatchObject({ email: "ada@acme.example" })
    expect(foundIn(acme, { ...claims, sub: "A" })?.subject).not.toBe(foundIn(acme, { ...claims, sub: "a" })?.subject)
    for (const sub of [undefined, "", 42, "x".repeat(256)]) expect(foundIn(acme, { ...claims, sub })).toBeNull()
  })

  test("names and addresses that we could not store are left out", () => {
    const odd = foundIn(acme, { ...claims, name: "A\u202eda", email: "no address", preferred_username: 7 })
    expect(odd).toMatchObject({ name: "", email: null, owned: false })
  })
})
