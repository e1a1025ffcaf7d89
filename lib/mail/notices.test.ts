import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase } from "../../e2e/mail/test-database"
import { withRequest } from "../core/context"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { enqueueNotices } from "./notices"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase({ RATE_LIMIT_SCALE: "1", LIMIT_MAILS_PER_RECIPIENT_PER_HOUR: "3" })
})
afterAll(() => database.drop())

const tell = (to: string[], tenantId = "ten_one", template: "role_changed" | "membership_suspended" = "role_changed") =>
  withRequest({ requestId: "notices", ip: "127.0.0.1", userAgent: null }, () =>
    transaction((tx) =>
      enqueueNotices(
        tx,
        to.map((address) => ({
          to: address,
          template,
          tenantId,
          data: { name: "Ada", organization: "Harbor", by: "Ben", role: "admin", url: "https://example.com/" },
        })),
      ),
    ),
  )
const count = (recipient: string) => db().mail.count({ where: { recipient } })

test("a role that goes back and forth – a recipient gets three emails an hour of it, from one tenant", async () => {
  for (let i = 0; i < 5; i++) await tell(["ada@example.com"])
  await tell(["ada@example.com", "ben@example.com"])
  expect([await count("ada@example.com"), await count("ben@example.com")]).toEqual([3, 1])
  await tell(["ada@example.com"], "ten_one", "membership_suspended")
  await tell(["ada@example.com"], "ten_two")
  expect(await count("ada@example.com")).toBe(5)
  await db().$executeRaw`UPDATE mails SET created_at = now() - interval '2 hours' WHERE recipient = 'ada@example.com'`
  await tell(["ada@example.com"])
  expect(await count("ada@example.com")).toBe(6)
})
