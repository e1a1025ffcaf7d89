"use client"

import { useEffect, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { BotCheckProps } from "./bot-check"
import { Changing } from "./ui/changing"

/** What a script sends before it has a solution. */
const unsolved = "none"
/** Solutions for one click: the first can be too late, such as after a long pause. */
const mostTries = 2

type Phase = "idle" | "checking" | "failed"

/**
 * Proves work for the form that it is in. Where the page or the server's response says so, a solution is found in a worker
 * before the form is sent, again without another click.
 */
export function BotCheckField({ needed, state, applies }: BotCheckProps & { needed: boolean }) {
  const t = useTranslations("botCheck")
  const input = useRef<HTMLInputElement>(null)
  const own = useRef<{ due: boolean; pressed: HTMLElement | null; tries: number }>({
    due: needed,
    pressed: null,
    tries: 0,
  })
  const [phase, setPhase] = useState<Phase>("idle")
  const [solution, setSolution] = useState(unsolved)
  const [answered, setAnswered] = useState(state)
  // A solution counts once.
  if (answered !== state) {
    setAnswered(state)
    setSolution(unsolved)
    setPhase("idle")
  }

  useEffect(() => {
    const form = input.current?.form
    // Before React's own listener, at the root.
    const onSubmit = (event: SubmitEvent) => {
      if (applies && !applies(event.submitter)) return
      own.current.pressed = event.submitter
      if (input.current?.value !== unsolved) return
      own.current.tries = own.current.due ? 1 : 0
      if (!own.current.due) return
      event.preventDefault()
      event.stopPropagation()
      setPhase("checking")
    }
    form?.addEventListener("submit", onSubmit)
    return () => form?.removeEventListener("submit", onSubmit)
  }, [applies])

  useEffect(() => {
    if (state.code !== "bot_check_required") return
    own.current.due = true
    setPhase(own.current.tries++ < mostTries ? "checking" : "failed")
  }, [state])

  useEffect(() => {
    if (phase !== "checking") return
    let left = false
    import("./solve-in-worker")
      .then(({ solveInWorker }) => solveInWorker())
      .then(
        (solved) => left || setSolution(solved),
        () => left || setPhase("failed"),
      )
    return () => {
      left = true
    }
  }, [phase])

  useEffect(() => {
    if (solution !== unsolved) input.current?.form?.requestSubmit(own.current.pressed)
  }, [solution])

  return (
    <>
      <input ref={input} type="hidden" name="proof_of_work" value={solution} />
      <p role="status" className="text-sm text-muted empty:sr-only">
        {phase === "checking" && <Changing>{t("checking")}</Changing>}
      </p>
      {phase === "failed" && (
        <p role="alert" className="rounded border-l-3 border-danger bg-danger-soft px-4 py-3">
          {t("failed")}
        </p>
      )}
    </>
  )
}
