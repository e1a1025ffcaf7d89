import { EncryptJWT } from "jose"
import { expect, test } from "vitest"
import { seal, unseal } from "./seal"

const [old, now, other] = ["o", "n", "x"].map((sign) => sign.repeat(32)) as [string, string, string]

test("what is sealed opens for its purpose, with the current secret or the one before", async () => {
  const sealed = await seal("session 1", { sub: "user_1" }, 60, [old])
  expect(await unseal("session 1", sealed, [old])).toMatchObject({ sub: "user_1" })
  expect(await unseal("session 1", sealed, [now, old])).toMatchObject({ sub: "user_1" })
  expect(sealed).not.toContain("user_1")
})

test("nothing else opens: another secret or purpose, after its time, changed, or sealed by another", async () => {
  const sealed = await seal("session 1", { sub: "user_1" }, 60, [now])
  expect(await unseal("session 1", sealed, [other])).toBeNull()
  expect(await unseal("session 2", sealed, [now])).toBeNull()
  expect(await unseal("session 1", await seal("session 1", {}, -1, [now]), [now])).toBeNull()
  expect(await unseal("session 1", `${sealed.slice(0, -2)}AA`, [now])).toBeNull()
  expect(await unseal("session 1", "", [now])).toBeNull()
  const foreign = await new EncryptJWT({ sub: "user_1" })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience("session 1")
    .encrypt(new Uint8Array(32))
  expect(await unseal("session 1", foreign, [now])).toBeNull()
})
