"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { Badge } from "@/components/ui/badge"
import { Button } from "@/components/ui/button"
import { RowForm } from "./row-form"
import type { Row } from "./rows"
import { useTell } from "./use-tell"

type Props = {
  row: Row
  roles: readonly string[]
  /** Undefined once rows are being sent. */
  change?: (id: string, more: Partial<Row>) => void
}

const harmless = ["already_member", "invite_already_pending", "duplicate", "unchecked"]

function toneOf(state: Row["state"]) {
  if (state === "would_invite" || state === "invited") return "good"
  return harmless.includes(state) ? "warn" : "bad"
}

/** One row: the person, and the preview or the result. */
export function RowItem({ row, roles, change }: Props) {
  const t = useTranslations("manyInvites")
  const tell = useTell()
  const [edits, setEdits] = useState(false)
  const { id, line, email, name, role, state, out } = row
  const { result, reason } = tell(row)
  const called = email || t("noAddress")
  const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
  return (
    <li className={`grid gap-3 px-4 py-3 ${out ? "text-muted" : ""}`}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="w-6 shrink-0 text-right font-mono text-xs text-muted" title={t("line", { n: String(line) })}>
          {line}
        </span>
        <div className="min-w-0 flex-1 max-sm:basis-3/4">
          <div className={`font-medium wrap-anywhere ${out ? "line-through" : ""}`}>
            <bdi>{called}</bdi>
          </div>
          <div className="text-sm wrap-anywhere text-muted">
            <bdi>{[name, role].filter(Boolean).join(" · ")}</bdi>
          </div>
          {reason && !out && <div className="text-sm text-muted">{reason}</div>}
        </div>
        <div className="max-sm:basis-full max-sm:pl-10">
          <Badge tone={out ? "calm" : toneOf(state)}>{out ? t("shown.out") : result}</Badge>
        </div>
        {change && (
          <div className="flex gap-1 max-sm:basis-full max-sm:pl-7">
            {!out && !edits && (
              <Button type="button" look="quiet" size="small" onClick={() => setEdits(true)}>
                <span>{t.rich("edit", { email: called, hidden })}</span>
              </Button>
            )}
            <Button type="button" look="quiet" size="small" onClick={() => change(id, { out: !out })}>
              <span>{t.rich(out ? "takeBack" : "leaveOut", { email: called, hidden })}</span>
            </Button>
          </div>
        )}
      </div>
      {change && edits && (
        <RowForm
          {...{ row, roles }}
          onDone={(more) => {
            setEdits(false)
            if (more) change(id, { ...more, state: "unchecked" })
          }}
        />
      )}
    </li>
  )
}
