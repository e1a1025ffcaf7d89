"use client"

import { useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { RowAnswer } from "@/lib/core/forms/form-state"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import { changeMembers, removeMembers } from "./actions"
import type { Change, Chosen } from "./change"
import { portion } from "./schema"

type Task = { org: string; change: Change; people: readonly Chosen[] }

/** Carries a change out, a few members a request. What stopped it can be put right, and it goes on with the rest. */
export function useRun({ org, change, people }: Task) {
  const t = useTranslations("members.dialog")
  const untouched = useUntouched()
  const [answers, setAnswers] = useState<ReadonlyMap<string, RowAnswer>>(new Map())
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<{ message?: string; password?: string }>({})
  const stopped = useRef(false)

  function form(some: readonly Chosen[], password: string): FormData {
    const data = new FormData()
    data.append("org", org)
    for (const { id } of some) data.append("people", id)
    if (change.kind !== "remove") {
      data.append("kind", change.kind)
      for (const { version } of some) data.append("versions", String(version))
    }
    if (change.kind === "role") data.append("role", change.role)
    if (password) data.append("password", password)
    return data
  }

  async function run(password: string): Promise<RowAnswer[]> {
    const act = change.kind === "remove" ? removeMembers : changeMembers
    const all = new Map(answers)
    let proof = password
    stopped.current = false
    setRunning(true)
    setProblem({})
    const rest = people.filter(({ id }) => !all.has(id))
    for (let i = 0; i < rest.length && !stopped.current; i += portion) {
      const state = await act(untouched, form(rest.slice(i, i + portion), proof)).catch(() => null)
      if (!state?.ok) {
        const wrong = state?.fields.password
        setProblem(wrong ? { password: wrong } : { message: state ? state.message : t("offline") })
        break
      }
      // One proof is enough for the minutes that follow.
      proof = ""
      for (const row of state.rows ?? []) all.set(row.id, row)
      setAnswers(new Map(all))
    }
    setRunning(false)
    return [...all.values()]
  }

  const stop = () => {
    stopped.current = true
  }
  return { answers, running, problem, run, stop }
}
