import type { RowAnswer } from "@/lib/core/forms/form-state"
import type english from "@/lib/i18n/en/many-invites"
import { type Given, roleOf } from "./given"

/** State of a row: from the service or this page. */
export type State = keyof typeof english.states

export type Row = Given & {
  id: string
  state: State
  /** The server's message, where the state has no sentence. */
  detail?: string
  /** Skipped manually. */
  out: boolean
}

/** Defaults for values that a row doesn't have. */
export type Terms = Pick<Given, "role" | "permissions" | "message" | "expires_in_days">

const words = (text: string) => text.split(/[\s,;|]+/).filter(Boolean)
/** A number, or the text that is none, for the server to say so. */
const numberIn = (text: string) => (Number.isFinite(Number(text)) ? Number(text) : text)
const ended = (state: State) => state === "invited"
const keyOf = ({ email }: Row) => email.trim().toLowerCase()

export const isReady = ({ state, out }: Row) => state === "would_invite" && !out
export const isTrouble = (row: Row) => !row.out && !ended(row.state) && row.state !== "would_invite"

export function toRows(given: readonly Given[]): Row[] {
  return markTwice(given.map((one, i) => ({ ...one, id: String(i), state: "unchecked", out: false })))
}

/** Marks duplicates: only the first row with an address counts; skipping it frees the address for the next. */
export function markTwice(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.map((row) => {
    if (row.out || ended(row.state)) {
      if (ended(row.state)) seen.add(keyOf(row))
      return row
    }
    const twice = keyOf(row) !== "" && seen.has(keyOf(row))
    seen.add(keyOf(row))
    if (twice) return { ...row, state: "duplicate" }
    return row.state === "duplicate" ? { ...row, state: "unchecked" } : row
  })
}

/** A row in the format of the API's bulk invite. */
export function inviteOf(row: Row, terms: Terms): Record<string, unknown> {
  const text = (field: keyof Terms) => row[field] || terms[field]
  const permissions = words(text("permissions"))
  return {
    id: row.id,
    email: row.email,
    role: roleOf(text("role")),
    ...(row.name ? { name: row.name } : {}),
    ...(permissions.length > 0 ? { permissions } : {}),
    ...(text("message") ? { message: text("message") } : {}),
    ...(text("expires_in_days") ? { expires_in_days: numberIn(text("expires_in_days")) } : {}),
  }
}

/** Updates rows with a response of the server. */
export function answered(rows: readonly Row[], answers: readonly RowAnswer[], known: readonly string[]): Row[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]))
  return rows.map((row) => {
    const answer = byId.get(row.id)
    if (!answer) return row
    const state = known.includes(answer.code ?? "") ? (answer.code as State) : "failed"
    return { ...row, state, detail: answer.message }
  })
}
