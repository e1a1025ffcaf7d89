import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { issueLink, revokeLinks } from "../core/identity/secrets"
import { mailBacklog } from "./backlog"
import { sendMail, sweepMails } from "./deliver"
import { enqueueMail, linkTo } from "./outbox"
import type { Outcome, Outgoing, Transport } from "./outcome"
import { backoff } from "./settle"
import type { MailData } from "./templates"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase()
})
afterAll(() => database.drop())

const hello = { name: "Ada", url: "http://localhost:3000/forgot-password" }
const state = (id: string) => db().mail.findUniqueOrThrow({ where: { id } })
const due = (id: string) => db().$executeRaw`UPDATE mails SET next_try_at = now() WHERE id = ${id}`

function carrier(answer: (mail: Outgoing) => Outcome | Error) {
  const sent: Outgoing[] = []
  const send = async (mail: Outgoing) => {
    const outcome = answer(mail)
    if (outcome instanceof Error) throw outcome
    if (outcome.state === "sent") sent.push(mail)
    return outcome
  }
  return { sent, via: { name: "smtp", send } satisfies Transport }
}
const taken: Outcome = { state: "sent", transportId: "x", answer: "250 OK" }

test("a rolled-back transaction sends no email; a committed one sends it once (R-033)", async () => {
  const { sent, via } = carrier(() => taken)
  const undone = transaction(async (tx) => {
    await enqueueMail(tx, { to: "undone@example.com", template: "password_changed", data: hello, tenantId: null })
    throw new Error("undone")
  })
  await expect(undone).rejects.toThrow("undone")
  // What fails at the commit is rolled back as well.
  await db().$executeRaw`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION $$too late$$; END'`
  await db().$executeRaw`
    CREATE CONSTRAINT TRIGGER late AFTER INSERT ON mails DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.recipient = 'refused@example.com') EXECUTE FUNCTION refuse()`
  await expect(post("refused@example.com", "password_changed", hello)).rejects.toThrow("too late")
  const id = await post("done@example.com", "password_changed", hello)
  await Promise.all([sendMail(id, via), sendMail(id, via), sweepMails(undefined, via), sweepMails(undefined, via)])
  expect(sent.map((mail) => mail.to)).toEqual(["done@example.com"])
  expect(await state(id)).toMatchObject({ state: "sent", attempts: 1, transportId: "x", leaseUntil: null })
})

test("one email that can't be rendered fails alone, with the reason", async () => {
  const { sent, via } = carrier(() => taken)
  const poison = await post("poison@example.com", "new_sign_in", { at: "no time" } as MailData["new_sign_in"])
  const unknown = await post("unknown@example.com", "gone" as "password_changed", hello)
  const fine = await post("fine@example.com", "password_changed", hello)
  await sweepMails(undefined, via)
  expect(await state(poison)).toMatchObject({
    state: "failed",
    lastAnswer: expect.stringContaining("cannot be written"),
  })
  expect(await state(unknown)).toMatchObject({ state: "failed" })
  expect(await state(fine)).toMatchObject({ state: "sent" })
  expect(sent).toHaveLength(1)
})

test("an email encrypted under another AUTH_SECRET waits for a worker that can decrypt it, and fails after an hour", async () => {
  const { sent, via } = carrier(() => taken)
  const [young, old] = [
    await post("young@example.com", "password_changed", hello),
    await post("old@example.com", "password_changed", hello),
  ]
  await db().mail.updateMany({
    where: { id: { in: [young, old] } },
    data: { payload: new Uint8Array(randomBytes(90)) },
  })
  await db().$executeRaw`UPDATE mails SET created_at = now() - interval '61 minutes' WHERE id = ${old}`
  await sweepMails(undefined, via)
  const lastAnswer = expect.stringContaining("another AUTH_SECRET")
  expect(await state(young)).toMatchObject({ state: "queued", attempts: 1, lastAnswer })
  expect(await state(old)).toMatchObject({ state: "failed", attempts: 1, lastAnswer })
  expect(sent).toEqual([])
  await db().mail.delete({ where: { id: young } })
})

test("of three resets requested during an outage, only the last is sent", async () => {
  const userId = "user_reset"
  const ids: string[] = []
  for (let i = 0; i < 3; i++)
    ids.push(
      await transaction(async (tx) => {
        await revokeLinks(tx, ["reset_password"], { userIds: [userId] })
        const token = await issueLink(tx, "reset_password", { userId, provesAddress: null }, 3600)
        const data = { name: "Ada", url: linkTo(`/reset-password?token=${token}`), minutes: 60 }
        return enqueueMail(tx, { to: "reset@example.com", template: "reset_password", data, tenantId: null })
      }),
    )
  const { sent, via } = carrier(() => taken)
  await sweepMails(undefined, via)
  expect(sent.map((mail) => mail.id)).toEqual([ids[2]])
  expect((await state(ids[0] ?? "")).state).toBe("dropped")
})

test("an email whose link expired while it waited fails with this reason instead of being sent", async () => {
  const token = await transaction((tx) =>
    issueLink(tx, "reset_password", { userId: "user_late", provesAddress: null }, -1),
  )
  const data = { name: "Ada", url: linkTo(`/reset-password?token=${token}`), minutes: 60 }
  const id = await post("late@example.com", "reset_password", data)
  const { sent, via } = carrier(() => taken)
  await sendMail(id, via)
  expect(sent).toHaveLength(0)
  expect(await state(id)).toMatchObject({ state: "failed", lastAnswer: expect.stringContaining("expired") })
})

test("an outage of a day loses nothing; retries end after 72 hours, visibly (R-032)", async () => {
  const down = carrier(() => new Error("connect ECONNREFUSED"))
  const id = await post("outage@example.com", "password_changed", hello)
  const started = Date.now()
  let waited = 0
  while (waited < 24 * 3600) {
    await sendMail(id, down.via)
    const row = await state(id)
    expect(row).toMatchObject({ state: "queued", lastAnswer: "connect ECONNREFUSED" })
    const pause = (row.nextTryAt.getTime() - Date.now()) / 1000
    // As documented: each pause is twice the previous one, up to an hour, minus a random part of up to half.
    const whole = Math.min(4 * 2 ** (row.attempts - 1), 3600)
    expect(pause).toBeGreaterThan(whole / 2 - 1)
    expect(pause).toBeLessThanOrEqual(whole)
    waited += Math.max(pause, 1)
    await db().$executeRaw`
      UPDATE mails SET next_try_at = now(), created_at = created_at - make_interval(secs => ${pause}::float8) WHERE id = ${id}`
  }
  expect((await state(id)).attempts).toBeLessThan(70)
  expect(Date.now() - started).toBeLessThan(15_000)
  const age = (hours: number) => db().$executeRaw`
    UPDATE mails SET next_try_at = now(), created_at = now() - make_interval(hours => ${hours}::int) WHERE id = ${id}`
  await age(71)
  await sendMail(id, down.via)
  expect(await state(id)).toMatchObject({ state: "queued" })
  const { failedToday, ...before } = await mailBacklog()
  expect(before).toMatchObject({ waiting: 1, lastAnswer: "connect ECONNREFUSED" })
  await age(73)
  await sendMail(id, down.via)
  expect(await state(id)).toMatchObject({
    state: "failed",
    lastAnswer: expect.stringContaining("gave up after 72 hours"),
  })
  expect(await mailBacklog()).toMatchObject({ waiting: 0, failedToday: failedToday + 1 })
})

test("an email that waited for a day is sent once the outage is over (R-032)", async () => {
  const id = await post("patient@example.com", "password_changed", hello)
  await sendMail(id, carrier(() => new Error("connect ECONNREFUSED")).via)
  await db().$executeRaw`
    UPDATE mails SET next_try_at = now(), created_at = now() - interval '24 hours', attempts = 30 WHERE id = ${id}`
  const up = carrier(() => taken)
  await sweepMails(undefined, up.via)
  expect(up.sent.map(({ id }) => id)).toEqual([id])
  expect(await state(id)).toMatchObject({ state: "sent", attempts: 31 })
})

test("each pause doubles, up to an hour, and no two emails are retried at the same time", () => {
  const pauses = Array.from({ length: 20 }, (_, i) => backoff(i + 1))
  expect(pauses[0]).toBeLessThanOrEqual(4)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(3600)
  expect(pauses[15]).toBeGreaterThanOrEqual(1800)
  expect(new Set(Array.from({ length: 20 }, () => backoff(5))).size).toBeGreaterThan(10)
})

test("a worker that reports after its lease changes nothing", async () => {
  const id = await post("slow@example.com", "password_changed", hello)
  let second: Promise<void> = Promise.resolve()
  const quick = carrier(() => taken)
  const slow: Transport = {
    name: "smtp",
    async send() {
      await db().$executeRaw`UPDATE mails SET lease_until = now() WHERE id = ${id}`
      second = sendMail(id, quick.via)
      await second
      return { state: "bounced", answer: "550 5.1.1 from the slow one" }
    },
  }
  await sendMail(id, slow)
  expect(await state(id)).toMatchObject({ state: "sent", attempts: 2 })
  expect(await db().undeliverableAddress.count()).toBe(0)
})

test("a provider that asks for a pause gets no request before its end", async () => {
  const id = await post("wait@example.com", "password_changed", hello)
  await sendMail(id, carrier(() => ({ state: "retry", answer: "429", afterSeconds: 900 })).via)
  const { nextTryAt } = await state(id)
  expect(nextTryAt.getTime() - Date.now()).toBeGreaterThan(890_000)
  const again = carrier(() => taken)
  await sendMail(id, again.via)
  expect(again.sent).toHaveLength(0)
  await due(id)
  await sendMail(id, again.via)
  expect(again.sent).toHaveLength(1)
})
