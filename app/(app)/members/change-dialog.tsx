"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { ProofField } from "@/components/proof-field"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { Changing } from "@/components/ui/changing"
import { Dialog } from "@/components/ui/dialog"
import { type Change, type Chosen, isDangerous, obstacle, type Reader } from "./change"
import { People } from "./people"
import { useRun } from "./use-run"

type Props = {
  org: string
  change: Change
  /** Everybody it was asked for; who cannot be changed is told apart. */
  people: readonly Chosen[]
  reader: Reader
  asks: boolean
  /** All of it is done: a sentence about it, and for whom it was. */
  onDone: (text: string, ids: readonly string[]) => void
  onClose: () => void
}

/** Says what follows for whom before it happens, shows how far it is, and what became of each. */
export function ChangeDialog({ org, change, people, reader, asks, onDone, onClose }: Props) {
  const t = useTranslations("members")
  const labels = useTranslations("labels")
  const [password, setPassword] = useState("")
  const left = people.flatMap((person) => {
    const why = obstacle(change, person, reader)
    return why ? [{ ...person, note: t(`obstacles.${why}`) }] : []
  })
  const able = people.filter((person) => !left.some(({ id }) => id === person.id))
  const { answers, running, problem, run, stop } = useRun({ org, change, people: able })
  const refused = able.flatMap((person) => {
    const answer = answers.get(person.id)
    return answer && !answer.ok ? [{ ...person, note: answer.message ?? "" }] : []
  })
  const role = change.kind === "role" ? labels(`roles.${change.role}`) : ""
  const done = answers.size - refused.length
  const name = people.length === 1 ? people[0]?.name : undefined
  const lose = change.kind === "role" ? [...new Set(able.flatMap(({ direct }) => direct))] : []
  const finished = answers.size === able.length

  async function submit(close: () => void) {
    const all = await run(password)
    const good = all.filter(({ ok }) => ok).map(({ id }) => id)
    if (good.length < able.length) return
    close()
    onDone(t(`done.${change.kind}`, { n: good.length, role }), good)
  }

  return (
    <Dialog
      title={
        name === undefined
          ? t(`dialog.many.${change.kind}`, { n: able.length, role })
          : t.rich(`dialog.one.${change.kind}`, { role, name: () => <bdi>{name}</bdi> })
      }
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
            if (!running) void submit(close)
          }}
        >
          {able.length > 0 && answers.size === 0 && <p>{t(`dialog.follows.${change.kind}`, { n: able.length })}</p>}
          {lose.length > 0 && answers.size === 0 && (
            <p>
              <Changing>{t("dialog.lose")}</Changing> <span className="font-mono text-sm">{lose.join(", ")}</span>
            </p>
          )}
          {people.length > 1 && able.length > 0 && answers.size === 0 && (
            <People label={t("dialog.whom")} people={able} />
          )}
          {left.length > 0 && answers.size === 0 && (
            <People label={t("dialog.left", { n: left.length })} people={left} />
          )}
          {(running || answers.size > 0) && (
            <div className="grid gap-2">
              <progress
                aria-label={t("dialog.progress")}
                max={able.length}
                value={answers.size}
                className="h-1.5 w-full accent-accent"
              />
              <p role="status" className="text-sm text-muted">
                <Changing>{t("dialog.soFar", { done, all: able.length })}</Changing>
              </p>
            </div>
          )}
          {refused.length > 0 && <People label={t("dialog.refused", { n: refused.length })} people={refused} />}
          {problem.message && <Alert tone="bad">{problem.message}</Alert>}
          {able.length > 0 && !finished && (
            <div
              className="contents"
              onInput={(event) => event.target instanceof HTMLInputElement && setPassword(event.target.value)}
            >
              <ProofField
                id="change-password"
                name="password"
                error={problem.password}
                asks={asks && isDangerous(change, able)}
              />
            </div>
          )}
          <div className="flex flex-wrap gap-3">
            {able.length > 0 && !finished && (
              <Button look={change.kind === "remove" ? "danger" : "primary"} disabled={running}>
                {running ? t("dialog.running") : t(`dialog.submit.${change.kind}`)}
              </Button>
            )}
            <Button type="button" look="plain" onClick={close}>
              {running ? t("dialog.stop") : able.length === 0 || finished ? t("dialog.close") : t("dialog.cancel")}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
