"use client"

import { useEffect, useRef } from "react"
import { useTranslations } from "use-intl/react"
import { Changing } from "@/components/ui/changing"
import { isReady, isTrouble } from "./rows"
import type { Many } from "./use-many"

/** Number of people who can be invited, or were; focused when that changes from one to the other. */
export function Summary({ many: { rows, phase } }: { many: Many }) {
  const t = useTranslations("manyInvites")
  const heading = useRef<HTMLHeadingElement>(null)
  const over = phase === "done"
  const trouble = rows.filter(isTrouble).length
  const n = rows.filter((row) => (over ? row.state === "invited" : isReady(row))).length

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the phase changes, not before.
  useEffect(() => heading.current?.focus(), [over])

  return (
    <div className="grid gap-1">
      <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        <Changing>{over ? t("finished", { n }) : t("ready", { n })}</Changing>
      </h2>
      <p role="status" className="text-muted">
        <Changing>
          {over ? t("finishedAbout", { n: rows.length - n }) : trouble > 0 && t("notSent", { n: trouble })}
        </Changing>
      </p>
    </div>
  )
}
