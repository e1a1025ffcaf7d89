import { Client, type Notification } from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { env } from "../env"
import { isProof } from "./change-listener"
import { channel } from "./change-message"

const [ear, voice] = [env(), env()].map((of) => new Client({ connectionString: of.DATABASE_URL })) as [Client, Client]
beforeAll(() => Promise.all([ear.connect(), voice.connect()]))
afterAll(() => Promise.all([ear.end(), voice.end()]))

/** Returns the notification that the listening connection receives when `sender` notifies. */
async function heardFrom(sender: Client): Promise<Notification> {
  const said = new Promise<Notification>((done) => ear.once("notification", done))
  await sender.query("SELECT pg_notify($1, 'beat')", [channel])
  return said
}

test("a heartbeat counts only when it was sent by another backend than the one that listens (G-1)", async () => {
  const { rows } = await ear.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")
  const own = rows[0]?.pid
  await ear.query(`LISTEN ${channel}`)
  expect(isProof(await heardFrom(voice), "beat", own)).toBe(true)
  expect(isProof(await heardFrom(ear), "beat", own)).toBe(false)
  expect(isProof(await heardFrom(voice), "a later beat", own)).toBe(false)
})
