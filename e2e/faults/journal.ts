import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs"

export type Operation =
  | "register"
  | "invite"
  | "accept"
  | "role"
  | "profile"
  | "refresh"
  | "remove"
  | "reset"
  | "organization"
  | "organization's end"
  | "tenant's end"

/** A request's purpose and result. `status` 0: no response, so whether it happened is unknown. */
export type Entry = {
  id: number
  at: string
  operation: Operation
  /** Its subject: an address, a name or an ID. */
  subject: string
  key?: string
  /** The value to be stored. */
  value?: string
  status: number
  outcome: string
}

/** The acknowledgement journal: a line per request, synced to disk before the next step. */
export type Journal = { write: (entry: Omit<Entry, "id" | "at">) => void; read: () => Entry[]; close: () => void }

export function openJournal(path: string): Journal {
  const file = openSync(path, "a")
  let id = 0
  return {
    write(entry) {
      writeSync(file, `${JSON.stringify({ id: ++id, at: new Date().toISOString(), ...entry })}\n`)
      fdatasyncSync(file)
    },
    read: () =>
      readFileSync(path, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    close: () => closeSync(file),
  }
}

/** Acknowledged. */
export const isDone = ({ status }: Entry) => status >= 200 && status < 300
/** Unknown without asking the database. */
export const isOpen = ({ status }: Entry) => status === 0 || status >= 500
