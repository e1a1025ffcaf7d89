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

/** What a request was for, and what is known of it. `status` 0: no answer, so it happened or it did not. */
export type Entry = {
  id: number
  at: string
  operation: Operation
  /** Whom it is about: an address, a name or an id. */
  subject: string
  key?: string
  /** What was to be stored. */
  value?: string
  status: number
  outcome: string
}

/** The acknowledgement journal: a line for each request, on the disk before the next step is taken. */
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

/** Answered as done. */
export const isDone = ({ status }: Entry) => status >= 200 && status < 300
/** Nobody can know but the database. */
export const isOpen = ({ status }: Entry) => status === 0 || status >= 500
