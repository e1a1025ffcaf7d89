"use client"

import Link from "next/link"
import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { ProofField } from "@/components/proof-field"
import { address } from "@/components/search-params"
import { Button } from "@/components/ui/button"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Changing } from "@/components/ui/changing"
import { download, resultFile } from "./result-file"
import { RowItem } from "./row-item"
import { isReady, isTrouble, type Row } from "./rows"
import { Summary } from "./summary"
import type { Many } from "./use-many"
import { useTell } from "./use-tell"

const kinds = {
  all: () => true,
  ready: (row: Row) => isReady(row) || row.state === "invited",
  trouble: isTrouble,
  out: (row: Row) => row.out,
}
type Kind = keyof typeof kinds
const names = Object.keys(kinds) as Kind[]
const STEP = 100

type Props = { many: Many; org: string; roles: readonly string[] }

/** Preview or result of each row; rows can be edited and skipped until they are sent. */
export function Review({ many, org, roles }: Props) {
  const t = useTranslations("manyInvites")
  const tell = useTell()
  const { rows, phase, failure, send, change, prove, setPhase } = many
  const [kind, setKind] = useState<Kind>("all")
  const [most, setMost] = useState(STEP)
  const chosen = rows.filter(kinds[kind])
  const ready = rows.filter(isReady).length
  const over = phase === "done"

  return (
    <>
      <Summary many={many} />
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{t("rows")}</legend>
        {names.map((name) => {
          const n = rows.filter(kinds[name]).length
          return (
            <Button
              key={name}
              type="button"
              look={name === kind ? "plain" : "quiet"}
              size="small"
              aria-pressed={name === kind}
              disabled={n === 0 && name !== kind && name !== "all"}
              onClick={() => {
                setKind(name)
                setMost(STEP)
              }}
            >
              <Changing>{over && name === "ready" ? t("states.invited") : t(`shown.${name}`)}</Changing>
              <span className="text-muted">{n}</span>
            </Button>
          )
        })}
      </fieldset>
      <ul aria-label={t("rows")} className="divide-y divide-line rounded-lg border border-line bg-surface empty:hidden">
        {chosen.slice(0, most).map((row) => (
          <RowItem key={row.id} {...{ row, roles }} change={phase === "review" ? change : undefined} />
        ))}
      </ul>
      {chosen.length > most && (
        <div>
          <Button type="button" look="plain" size="small" onClick={() => setMost(most + STEP)}>
            {t("more", { n: String(Math.min(STEP, chosen.length - most)) })}
          </Button>
        </div>
      )}
      <div className="sticky bottom-3 z-10 flex flex-wrap items-center gap-3 rounded-lg border border-edge/60 bg-surface p-3 shadow-lift sm:bottom-6">
        {phase === "stopped" && (
          <div
            className="basis-full empty:hidden"
            onInput={({ target }) => target instanceof HTMLInputElement && prove(target.value)}
          >
            <ProofField id="many-password" name="password" error={failure.fields.password} asks={false} />
          </div>
        )}
        {!over && phase !== "stopped" && (
          <Button type="button" disabled={ready === 0 || phase === "sending"} onClick={send}>
            {t("send", { n: ready })}
          </Button>
        )}
        {phase === "stopped" && (
          <Button type="button" onClick={send}>
            {t("goOn")}
          </Button>
        )}
        {(over || phase === "stopped") && (
          <Button type="button" look="plain" onClick={() => download("invited.csv", resultFile(rows, tell))}>
            {t("download")}
          </Button>
        )}
        {over && (
          <ButtonSlot look="plain">
            <Link href={address("/invites", { org })} prefetch={false}>
              {t("toList")}
            </Link>
          </ButtonSlot>
        )}
        {phase !== "sending" && (
          <Button type="button" look="quiet" onClick={() => setPhase("source")}>
            {over ? t("again") : t("back")}
          </Button>
        )}
      </div>
    </>
  )
}
