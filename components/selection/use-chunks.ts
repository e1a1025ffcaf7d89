"use client"

import { useRef, useState } from "react"
import type { FormState, RowAnswer } from "@/lib/core/forms/form-state"
import type { Item } from "./context"

/** Sends one request for several items. Null if the server couldn't be reached. */
export type Send<T> = (some: readonly T[], password: string) => Promise<FormState | null>

/** Items per request: small parts show progress, large ones take fewer requests. */
export const chunkOf = (n: number) => (n > 100 ? 25 : 5)

/** Runs an action on many items, several per request. After an error it can continue with the rest. */
export function useChunks<T extends Item>(items: readonly T[], send: Send<T>, offline: string) {
  const [answers, setAnswers] = useState<ReadonlyMap<string, RowAnswer>>(new Map())
  const [running, setRunning] = useState(false)
  const [problem, setProblem] = useState<{ message?: string | undefined; password?: string }>({})
  const stopped = useRef(false)

  async function run(password: string): Promise<RowAnswer[]> {
    const all = new Map(answers)
    let proof = password
    stopped.current = false
    setRunning(true)
    setProblem({})
    const rest = items.filter(({ id }) => !all.has(id))
    const chunk = chunkOf(items.length)
    for (let i = 0; i < rest.length && !stopped.current; i += chunk) {
      const state = await send(rest.slice(i, i + chunk), proof).catch(() => null)
      if (!state?.ok) {
        const wrong = state?.fields.password
        setProblem(wrong ? { password: wrong } : { message: state ? state.message : offline })
        break
      }
      // One proof is enough for the following minutes.
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
