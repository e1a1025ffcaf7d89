import { afterAll, beforeAll, expect, test } from "vitest"
import { ownDatabase, post } from "../../e2e/mail/test-database"
import { rememberLocale } from "../accounts/locale"
import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { sweepMails } from "./deliver"
import { getMail } from "./inbox"
import { enqueueMail } from "./outbox"
import type { Outgoing, Transport } from "./outcome"
import { samples } from "./samples"

let database: Awaited<ReturnType<typeof ownDatabase>>
beforeAll(async () => {
  database = await ownDatabase()
  await db().user.create({ data: { id: "user_de", email: "de@example.com", name: "Nora" } })
})
afterAll(() => database.drop())

test("an email is in its recipient's language, else in the one it was queued with, else in English (U-19)", async () => {
  const sent: Outgoing[] = []
  const via: Transport = {
    name: "smtp",
    send: async (mail) => {
      sent.push(mail)
      return { state: "sent", transportId: null, answer: "250 OK" }
    },
  }
  await rememberLocale("user_de", "de")
  const data = samples().invite_requested
  const invite = (to: string, locale: string | null) =>
    transaction((tx) => enqueueMail(tx, { to, template: "invite_requested", data, tenantId: null, locale }))
  const own = await invite("de@example.com", "en")
  await invite("written@example.com", "de")
  await invite("klingon@example.com", "tlh")
  await post("none@example.com", "invite_requested", data)
  await sweepMails(undefined, via)
  const subjects = Object.fromEntries(sent.map(({ to, subject }) => [to.split("@")[0], subject]))
  const [german, english] = [/bittet um eine neue Einladung/, /requested a new invitation/]
  expect(subjects.de).toMatch(german)
  expect(subjects.written).toMatch(german)
  expect(subjects.klingon).toMatch(english)
  expect(subjects.none).toMatch(english)
  expect((await getMail(own))?.subject).toMatch(german)
})
