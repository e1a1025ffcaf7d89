import sharp from "sharp"
import { db } from "./database"
import { origin } from "./document"
import { expect, good, register, test } from "./fixtures"

const png = (width = 300, height = 200) =>
  sharp({ create: { width, height, channels: 3, background: "#0b6450" } })
    .png()
    .toBuffer()

/** Sends raw bytes; the request kit sends JSON. */
async function upload(token: string | undefined, path: string, body: Uint8Array, type = "image/png") {
  const headers = { "content-type": type, ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const response = await fetch(`${origin()}/api/v1${path}`, { method: "PUT", headers, body: new Uint8Array(body) })
  const { data, error } = await response.json()
  return {
    outcome: `${response.status}${error ? ` ${error.code}` : ""}`,
    data,
    reason: error?.fields?.[0]?.message ?? "",
  }
}

const contents = (url: string) => db().fileContent.count({ where: { fileId: url.split("/").pop() ?? "" } })

test("PUT /users/me/picture – the picture is served to anyone with its URL, and only as an image", async () => {
  const { token, send } = await register()
  const { outcome, data } = await upload(token, "/users/me/picture", await png())
  expect(outcome).toBe("200")
  expect(data.avatar_url).toMatch(new RegExp(`^${origin()}/files/[\\w-]{22}$`))
  const response = await fetch(data.avatar_url)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
  })
  expect(await sharp(Buffer.from(await response.arrayBuffer())).metadata()).toMatchObject({ width: 256, height: 256 })
  expect((await send<{ avatar_url: string }>("GET /users/me")).data.avatar_url).toBe(data.avatar_url)
})

test("PUT /users/me/picture – a new picture, a URL and a removal delete the bytes of the previous one", async () => {
  const { token, send } = await register()
  const put = async () => (await upload(token, "/users/me/picture", await png())).data.avatar_url as string
  const first = await put()
  const second = await put()
  expect([await contents(first), await contents(second)]).toEqual([0, 1])
  good(await send("PUT /users/me", { name: "Ada", avatar_url: second }))
  expect(await contents(second)).toBe(1)
  expect((await send("PUT /users/me", { avatar_url: first })).outcome).toBe("422 validation_failed")
  good(await send("PUT /users/me", { avatar_url: "https://example.com/a.png" }))
  expect(await contents(second)).toBe(0)
  const third = await put()
  expect((await send("DELETE /users/me/picture")).status).toBe(204)
  expect(await contents(third)).toBe(0)
  expect((await send("GET /users/me")).data).toMatchObject({ avatar_url: null })
  expect((await fetch(third)).status).toBe(404)
})

test("PUT /organizations/{id}/logo – an admin sets it, a member may not, and it is 404 for non-members", async ({
  team,
  foreign,
}) => {
  const path = `/organizations/${team.organizationId}/logo`
  const { outcome, data } = await upload(team.admin.token, path, await png(1000, 500))
  expect(outcome).toBe("200")
  expect((await fetch(data.logo_url)).headers.get("content-type")).toBe("image/webp")
  expect((await upload(team.member.token, path, await png())).outcome).toBe("403 permission_required")
  expect((await upload(foreign.owner.token, path, await png())).outcome).toBe("404 not_found")
  expect((await upload(undefined, path, await png())).outcome).toBe("401 unauthenticated")
  expect((await team.admin.send(`DELETE ${path}`)).status).toBe(204)
  expect((await team.member.send(`GET /organizations/${team.organizationId}`)).data).toMatchObject({ logo_url: null })
  expect(await contents(data.logo_url)).toBe(0)
})

test("PUT /users/me/picture – a file that is not an image, too large or of another type than declared is refused", async () => {
  const { token } = await register()
  const put = (body: Uint8Array, type?: string) => upload(token, "/users/me/picture", body, type)
  expect((await put(Buffer.from("<svg/>"), "image/svg+xml")).outcome).toBe("415 unsupported_media_type")
  expect((await put(Buffer.from("{}"), "application/json")).outcome).toBe("415 unsupported_media_type")
  expect(await put(Buffer.from("<svg/>"))).toMatchObject({
    outcome: "422 validation_failed",
    reason: expect.stringContaining("PNG"),
  })
  expect((await put(new Uint8Array(5 * 1024 * 1024 + 1))).outcome).toBe("413 body_too_large")
  expect((await put(await png(20_000, 4))).outcome).toBe("422 validation_failed")
})

test("GET /files/{id} – an unknown ID is 404, and other methods are not supported", async () => {
  for (const id of ["A".repeat(22), "x", "..%2f..%2fetc%2fpasswd"])
    expect((await fetch(`${origin()}/files/${id}`)).status, id).toBe(404)
  expect((await fetch(`${origin()}/files/${"A".repeat(22)}`, { method: "DELETE" })).status).toBe(405)
})
