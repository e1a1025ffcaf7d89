"use client"

import { type ReactNode, useState } from "react"
import { useTranslations } from "use-intl/react"
import { ProofField } from "../proof-field"
import { Alert } from "../ui/alert"
import { Button } from "../ui/button"
import { Dialog } from "../ui/dialog"
import type { Item } from "./context"
import { Names } from "./names"
import { Progress } from "./progress"
import { type Send, useChunks } from "./use-chunks"

type Props<T extends Item> = {
  title: ReactNode
  /** The consequences, shown before it runs. */
  about: ReactNode
  able: readonly T[]
  /** Skipped items, each with the reason. */
  left: readonly { id: string; name: string; note: string }[]
  submit: string
  look: "primary" | "danger"
  /** It takes something away: the focus starts on Cancel. */
  careful: boolean
  /** Whether it asks for the password from the start. */
  asks: boolean
  send: Send<T>
  /** Called when all is done, with the IDs. */
  onDone: (ids: readonly string[]) => void
  onClose: () => void
}

/** Confirms an action on many items: shows the consequences, then the progress, then the result of each. */
export function RunDialog<T extends Item>(props: Props<T>) {
  const { title, about, able, left, submit, look, careful, asks, send, onDone, onClose } = props
  const t = useTranslations("lists")
  const [password, setPassword] = useState("")
  const { answers, running, problem, run, stop } = useChunks(able, send, t("offline"))
  const refused = able.flatMap((item) => {
    const answer = answers.get(item.id)
    return answer && !answer.ok ? [{ ...item, note: answer.message ?? "" }] : []
  })
  const fresh = answers.size === 0
  const open = able.length > 0 && answers.size < able.length

  async function start(close: () => void) {
    const all = await run(password)
    const good = all.filter(({ ok }) => ok).map(({ id }) => id)
    if (good.length < able.length) return
    close()
    onDone(good)
  }

  return (
    <Dialog
      title={title}
      onClose={() => {
        stop()
        onClose()
      }}
    >
      {(close) => (
        <form
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            if (!running) void start(close)
          }}
        >
          {fresh && able.length > 0 && about}
          {fresh && able.length + left.length > 1 && able.length > 0 && <Names label={t("whom")} rows={able} />}
          {fresh && left.length > 0 && <Names label={t("left", { n: left.length })} rows={left} />}
          {(running || !fresh) && (
            <Progress done={answers.size - refused.length} seen={answers.size} all={able.length} />
          )}
          {refused.length > 0 && <Names label={t("refused", { n: refused.length })} rows={refused} />}
          {problem.message && <Alert tone="bad">{problem.message}</Alert>}
          {open && (
            <div
              className="contents"
              onInput={(event) => event.target instanceof HTMLInputElement && setPassword(event.target.value)}
            >
              <ProofField id="run-password" name="password" error={problem.password} asks={asks} />
            </div>
          )}
          <div className="flex flex-wrap gap-3">
            {open && (
              <Button look={look} disabled={running}>
                {running ? t("running") : submit}
              </Button>
            )}
            <Button type="button" look="plain" onClick={close} data-first-focus={careful || undefined}>
              {running ? t("stop") : open ? t("cancel") : t("close")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
