import { createRemoteJWKSet, jwtVerify } from "jose"
import { beforeAll, expect, test } from "vitest"
import { signedInAs, type TestIssuer, testIssuer } from "./index"

let issuer: TestIssuer
beforeAll(async () => {
  issuer = await testIssuer()
  return () => issuer.stop()
})

const api = "urn:nanostack:api_1"
const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${issuer.url}/.well-known/jwks.json`)), {
    ...{ issuer: issuer.url, audience: api, typ: "at+jwt", algorithms: ["ES256"] },
  })

test("tokens for an API verify by the published keys, with the claims of Nanostack's", async () => {
  const { payload } = await verify(await issuer.token(api, { id: "user_ada", permissions: ["orders:read"] }))
  expect(payload).toMatchObject({
    ...{ sub: "user_ada", org: "org_test", ten: "ten_test", role: "member", permissions: ["orders:read"] },
    ...{ aud: api, sid: "ses_test", client_id: "app_test", iat: expect.any(Number), exp: expect.any(Number) },
  })
  await expect(verify(await issuer.token(api, {}, { expiresIn: -1 }))).rejects.toThrow(/exp/)
  await expect(verify(await issuer.token("urn:nanostack:api_2"))).rejects.toThrow(/aud/)
})

test("a page signs in as the person that its cookie names; without one, the issuer says what to do", async () => {
  const cookies: { name: string; value: string; url: string }[] = []
  const page = { context: () => ({ addCookies: async (given: typeof cookies) => void cookies.push(...given) }) }
  await signedInAs(page, issuer, { id: "user_ada" })
  const query = new URLSearchParams({ redirect_uri: "http://localhost:4000/callback", state: "s", client_id: "app_1" })
  const [cookie] = cookies
  const headers = { cookie: `${cookie?.name}=${cookie?.value}` }
  const back = await fetch(`${issuer.url}/oauth/authorize?${query}`, { redirect: "manual", headers })
  expect(back.headers.get("location")).toMatch(/^http:\/\/localhost:4000\/callback\?state=s&iss=.+&code=.+/)
  const none = await fetch(`${issuer.url}/oauth/authorize?${query}`, { redirect: "manual" })
  expect([none.status, await none.text()]).toEqual([400, expect.stringContaining("signedInAs")])
})

test("a second issuer can't take the same port", async () => {
  await expect(testIssuer({ port: Number(new URL(issuer.url).port) })).rejects.toMatchObject({ code: "EADDRINUSE" })
})
