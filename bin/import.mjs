import { readFile } from "node:fs/promises"
import { parseArgs } from "node:util"
import { bundle } from "./build.mjs"
import { built } from "./launch.mjs"
import { Sentence } from "./sentence.mjs"

const usage = `Usage: NANOSTACK_API_KEY=nsk_… npm run nanostack -- import <file.csv> --organization <id>
  [--url http://localhost:3000] [--send-invite] [--dry-run]`

const columns = ["external_id", "email", "name", "role", "permissions", "expires_at", "send_invite"]

/** Rows of one request. */
const most = 1_000

/** How often a request is repeated when the server is busy. */
const tries = 8

/**
 * Creates or updates the people of a CSV file through POST /users/batch, with the permissions of an API key.
 * @param {string[]} args
 * @param {string | undefined} key
 */
export async function importCommand(args, key) {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      organization: { type: "string" },
      url: { type: "string", default: process.env.PUBLIC_URL || "http://localhost:3000" },
      "send-invite": { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
    },
  })
  const [file] = positionals
  if (!file || !values.organization || positionals.length > 1) throw new Sentence(usage)
  if (!key) throw new Sentence(`Set NANOSTACK_API_KEY to a key with users:write.\n${usage}`)
  const people = await readPeople(file)
  const send = sender(new URL("/api/v1/users/batch", values.url), key)
  const body = {
    organization_id: values.organization,
    send_invite: values["send-invite"],
    dry_run: values["dry-run"],
  }
  const counts = {}
  for (let at = 0; at < people.length; at += most) {
    for (let left = people.slice(at, at + most); left.length > 0; ) {
      const results = await send({ ...body, users: left.map(({ user }) => user) })
      const again = left.filter((_, i) => results[i].result === "not_tried")
      for (const [i, { result, email, message, fields }] of results.entries()) {
        if (result === "not_tried") continue
        counts[result] = (counts[result] ?? 0) + 1
        const why = fields ? fields.map((one) => `${one.field}: ${one.message}`).join(" ") : message
        if (result === "failed") console.error(`line ${left[i].line} (${email ?? ""}): ${why}`)
      }
      if (again.length === left.length)
        throw new Sentence("The server has no time for these rows. Run the import again later.")
      left = again
    }
  }
  const said = Object.entries(counts).map(([result, n]) => `${n.toLocaleString("en")} ${result.replace("_", " ")}`)
  console.log(said.join(", ") || "The file has no rows.")
  return counts.failed ? 1 : 0
}

/** The people of a file: its first row names the columns. */
async function readPeople(file) {
  await bundle(["lib/core/csv.ts", "lib/core/encoding.ts"])
  const { parseCsv } = await built("lib/core/csv")
  const { decode, guessEncoding } = await built("lib/core/encoding")
  const bytes = await readFile(file).catch(() => {
    throw new Sentence(`Cannot read ${file}.`)
  })
  const [header, ...rows] = parseCsv(decode(bytes, guessEncoding(bytes))).rows
  const names = (header?.cells ?? []).map((name) => name.toLowerCase().replace(/[\s-]+/g, "_"))
  const unknown = names.filter((name) => !columns.includes(name))
  if (unknown.length > 0 || !names.includes("email"))
    throw new Sentence(`The first row has to name these columns, email at least: ${columns.join(", ")}.`)
  return rows.map(({ line, cells }) => ({ line, user: userOf(names, cells) }))
}

/** An empty cell says nothing; without a role, people are members. */
function userOf(names, cells) {
  const user = { role: "member" }
  for (const [i, name] of names.entries()) {
    const text = cells[i]
    if (!text) continue
    if (name === "permissions") user[name] = text.split(/[\s,;|]+/)
    else user[name] = name === "send_invite" ? /^(true|yes|1)$/i.test(text) : text
  }
  return user
}

/** Sends a request, again when the server is busy: with its key it has no second effect. */
function sender(url, key) {
  return async (body) => {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": crypto.randomUUID(),
    }
    for (let i = 1; ; i++) {
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => null)
      const answer = await response?.json().catch(() => null)
      if (response?.ok && answer) return answer.data
      const busy = !response || /^(409|429|5\d\d)$/.test(String(response.status))
      if (!busy || i === tries) throw new Sentence(answer?.error?.message ?? `${url.origin} does not answer.`)
      const seconds = Number(response?.headers.get("retry-after")) || i
      await new Promise((wake) => setTimeout(wake, Math.min(seconds, 30) * 1000))
    }
  }
}
