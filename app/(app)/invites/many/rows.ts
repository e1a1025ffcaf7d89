import type { RowAnswer } from "@/lib/core/forms/form-state"
import type english from "@/lib/i18n/en/many-invites"
import { type Given, roleOf } from "./given"

/** How a row stands: a word of the service or of this page. */
export type State = keyof typeof english.states

export type Row = Given & {
  id: string
  state: State
  /** What the server said, where the state has no sentence of its own. */
  detail?: string
  /** Left out by hand. */
  out: boolean
}

/** What counts where a row says nothing for itself. */
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

/** Only the first row with an address counts; who was left out frees its address for the next. */
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

/** A row as the API's bulk invite takes it. */
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

/** Rows after an answer of the server. */
export function answered(rows: readonly Row[], answers: readonly RowAnswer[], known: readonly string[]): Row[] {
  const byId = new Map(answers.map((answer) => [answer.id, answer]))
  return rows.map((row) => {
    const answer = byId.get(row.id)
    if (!answer) return row
    const state = known.includes(answer.code ?? "") ? (answer.code as State) : "failed"
    return { ...row, state, detail: answer.message }
  })
}
