import { expect, test, vi } from "vitest"
import { db } from "../core/db/client"
import { newId } from "../core/db/ids"
import { findDevice, storeDevice } from "./devices"

vi.hoisted(() => {
  process.env.RATE_LIMIT_SCALE = "1"
})

test("a code leads to its device however it is typed; after 10 wrong ones in an hour, not even the right one", async () => {
  const [tenantId, id, creatorId] = [newId("ten"), newId("app"), newId("user")]
  const data = { tenantId, id, name: "TV", type: "native", authMethod: "none", creatorId, deviceCode: true }
  await db().application.create({ data })
  await db().applicationTenant.create({ data: { applicationId: id, tenantId } })
  const deviceInfo = { ip: "192.0.2.1", userAgent: "TV/1.0" }
  const payload = { clientId: id, params: { client_id: id, scope: "openid" }, userCode: "BCDFGHJK", deviceInfo }
  await storeDevice(`device of ${id}`, payload)
  for (const typed of ["BCDF-GHJK", "bcdf ghjk", " bcdfghjk"])
    expect(await findDevice(typed)).toMatchObject({ userCode: "BCDFGHJK", from: deviceInfo })
  for (const wrong of ["BCDF-GHJX", "BCDF-GHJ", "AAAA-AAAA", "12345678", "", "x".repeat(40)])
    expect(await findDevice(wrong)).toBeNull()
  for (let n = 0; n < 4; n++) expect(await findDevice("ZZZZ-ZZZZ")).toBeNull()
  await expect(findDevice("BCDF-GHJK")).rejects.toMatchObject({ code: "rate_limited" })
})
