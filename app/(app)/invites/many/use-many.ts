"use client"

import { useRef, useState } from "react"
import { useMessages } from "use-intl/react"
import type { FormAction, FormState } from "@/lib/core/forms/form-state"
import { guarded } from "@/lib/core/forms/guarded"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import { checkMany, sendMany } from "./actions"
import type { Given } from "./given"
import { answered, inviteOf, isReady, markTwice, type Row, type Terms, toRows } from "./rows"

type Field = "rows" | "planned" | "password"

type Phase = "source" | "checking" | "review" | "sending" | "stopped" | "done"

// Rows per request: fewer than the form takes, so that people see progress.
const checked = 100
const sent = 25

/** State of a bulk invite, from the list to the result of each row. */
export function useMany(org: string) {
  const untouched = useUntouched()
  const known = Object.keys(useMessages().manyInvites?.states ?? {})
  const [phase, setPhase] = useState<Phase>("source")
  const [rows, setRows] = useState<readonly Row[]>([])
  const [progress, setProgress] = useState({ done: 0, of: 0 })
  const [failure, setFailure] = useState<FormState>(untouched)
  const latest = useRef<readonly Row[]>([])
  const terms = useRef<Terms>({ role: "", permissions: "", message: "", expires_in_days: "" })
  const busy = useRef(false)
  const password = useRef("")

  function keep(next: readonly Row[]) {
    latest.current = next
    setRows(next)
  }

  /** Sends rows to the server in parts; false if it didn't respond. */
  async function hand(action: FormAction<Field>, chosen: readonly Row[], size: number): Promise<boolean> {
    const ids = new Set(chosen.map(({ id }) => id))
    let planned = latest.current.filter((row) => isReady(row) && !ids.has(row.id)).length
    setProgress({ done: 0, of: chosen.length })
    for (let at = 0; at < chosen.length; at += size) {
      const some = chosen.slice(at, at + size)
      const form = new FormData()
      form.set("org", org)
      form.set("rows", JSON.stringify(some.map((row) => inviteOf(row, terms.current))))
      form.set("planned", String(planned))
      // One proof is enough for the following minutes.
      if (password.current) form.set("password", password.current)
      password.current = ""
      const answer = await guarded(action)(untouched, form)
      if (!answer.rows) {
        setFailure(answer)
        return false
      }
      planned += answer.rows.filter(({ ok }) => ok).length
      keep(answered(latest.current, answer.rows, known))
      setProgress({ done: Math.min(at + size, chosen.length), of: chosen.length })
    }
    return true
  }

  /** Runs one task at a time: a second click in the meantime is ignored. */
  async function alone(during: Phase, run: () => Promise<Phase>) {
    if (busy.current) return
    busy.current = true
    setFailure(untouched)
    setPhase(during)
    try {
      setPhase(await run())
    } finally {
      busy.current = false
    }
  }

  const unchecked = () => latest.current.filter(({ state, out }) => state === "unchecked" && !out)

  /** Starts with a list. */
  function begin(given: readonly Given[], common: Terms) {
    return alone("checking", async () => {
      terms.current = common
      keep(toRows(given))
      return (await hand(checkMany, unchecked(), checked)) ? "review" : "source"
    })
  }

  /** Changes a row, and checks it and related rows again. */
  function change(id: string, more: Partial<Row>) {
    return alone("review", async () => {
      keep(markTwice(latest.current.map((row) => (row.id === id ? { ...row, ...more } : row))))
      await hand(checkMany, unchecked(), checked)
      return "review"
    })
  }

  function send() {
    return alone("sending", async () =>
      (await hand(sendMany, latest.current.filter(isReady), sent)) ? "done" : "stopped",
    )
  }

  function prove(text: string) {
    password.current = text
  }

  return { phase, rows, progress, failure, begin, change, send, prove, setPhase }
}

export type Many = ReturnType<typeof useMany>
