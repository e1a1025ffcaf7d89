import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { sample, scrape } from "../metrics"
import { type Fault, must, recovered } from "./fault"
import { join, mailed, newAddress, newOwner, type Person, password } from "./people"
import { until } from "./processes"
import type { Rig } from "./rig"
import { send } from "./send"

/** Settings of a server whose clock is this many seconds ahead. Its timers run normally. */
function clockAhead(seconds: number): Record<string, string> {
  const ahead = `${seconds < 0 ? "" : "+"}${seconds}s`
  const library = execFileSync("faketime", ["-f", ahead, "sh", "-c", "echo $LD_PRELOAD"]).toString().trim()
  return { LD_PRELOAD: library, FAKETIME: ahead, FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" }
}

/** Seconds until an expiry, by the database's clock. */
async function lasts(rig: Rig, sql: string, value: string): Promise<number> {
  const { rows } = await rig.db.query(`SELECT extract(epoch FROM expires_at - now())::int AS left FROM ${sql}`, [value])
  return Number(rows[0]?.left)
}

/** Servers with different clocks accept each other's tokens, and the database alone decides what has expired. */
const apart: Fault = {
  name: "clocks half a minute, then five minutes before and behind (R-068)",
  rounds: { medium: 2, long: 4 },
  needs: ["faketime"],
  round: async (rig, load, n) => {
    const seconds = n % 2 ? 300 : 30
    const before = readFileSync(rig.log, "utf8").length
    const ahead = await rig.server(clockAhead(seconds))
    const behind = await rig.server(clockAhead(-seconds))
    const both = [ahead.origin, behind.origin]
    try {
      const owner = await newOwner(rig)
      for (const [here, there] of [both, both.toReversed()] as [string, string][])
        await believed(rig, owner, here, there)
      const told = readFileSync(rig.log, "utf8").slice(before)
      for (const off of [seconds, -seconds])
        must(told.includes(`${off} s ahead of the database's`) === seconds > 60, `the log on a clock ${off} s ahead`)
      for (const [i, origin] of both.entries()) {
        const value = sample(await scrape(origin), "nanostack_clock_ahead_seconds")
        must(Math.abs(value - (i ? -seconds : seconds)) < 3, `the metrics say ${value} of a clock ${seconds} s off`)
      }
    } finally {
      await Promise.all([ahead.stop(), behind.stop()])
    }
    return recovered(rig, load, Date.now())
  },
}

/** Joins, signs in, refreshes, is suspended and reactivated at one server and continues at the other immediately. */
async function believed(rig: Rig, owner: Person, here: string, there: string): Promise<void> {
  const fine = async (origin: string, line: string, options: Parameters<typeof send>[2], expected = "200") => {
    const { outcome, data } = await send(origin, line, options)
    must(outcome === expected, `${line}: ${outcome}, not ${expected}`)
    return data
  }
  const people = `/organizations/${owner.organizationId}`
  const email = newAddress("invited")
  const { token } = owner
  const invite = await fine(here, `POST ${people}/invites`, { token, body: { email, role: "guest" } }, "201")
  must(Math.abs((await lasts(rig, "invites WHERE id = $1", String(invite.id))) - 7 * 86_400) < 60, "an invite's end")
  const link = await mailed(rig, email)
  const joined = await fine(here, `POST /invites/${link}/accept`, { body: { name: "Nora Newcomer", password } })
  await fine(there, "GET /users/me", { token: String(joined.token) })
  const { id } = joined.user as { id: string }
  must(Math.abs((await lasts(rig, "sessions WHERE user_id = $1", id)) - 30 * 86_400) < 60, "a session's end")
  const body = { refresh_token: joined.refresh_token }
  const fresh = await fine(there, "POST /auth/refresh", { body })
  await fine(here, "GET /users/me", { token: String(fresh.token) })

  await fine(there, `PUT ${people}/users/${id}`, { token, body: { status: "suspended" } })
  await until("the suspension is heard", async () => {
    const { status } = await send(here, "GET /users/me", { token: String(fresh.token) })
    return status === 401
  })
  await fine(here, `PUT ${people}/users/${id}`, { token, body: { status: "active" } })
  const again = await fine(there, "POST /auth/login", { body: { email, password } })
  await fine(here, "GET /users/me", { token: String(again.token) })
  await fine(there, "GET /users/me", { token: String(again.token) })

  await fine(here, "POST /auth/password/forgot", { body: { email } }, "202")
  const reset = await mailed(rig, email, link)
  await rig.db.query(
    "UPDATE secrets SET expires_at = now() + interval '20 s' WHERE user_id = $1 AND kind = 'reset_password'",
    [id],
  )
  await fine(there, "POST /auth/password/reset", { body: { token: reset, new_password: `${password} again` } })
  const other = await join(rig, owner, "guest")
  const invited = rig.sink.token(other.email)
  await fine(here, "POST /auth/password/forgot", { body: { email: other.email } }, "202")
  const late = await mailed(rig, other.email, invited)
  await rig.db.query(
    "UPDATE secrets SET expires_at = now() - interval '1 s' WHERE user_id = $1 AND kind = 'reset_password'",
    [other.id],
  )
  for (const origin of [here, there])
    await fine(
      origin,
      "POST /auth/password/reset",
      { body: { token: late, new_password: `${password} again` } },
      "410 token_expired",
    )
}

export const clock = [apart]
