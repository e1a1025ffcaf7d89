"use client"

import { type ReactNode, useState } from "react"
import { useTranslations } from "use-intl/react"
import { SelectionBar } from "@/components/selection/bar"
import { SelectionContext } from "@/components/selection/context"
import { Notice, useNotice } from "@/components/selection/notice"
import { useSelection } from "@/components/selection/use-selection"
import { Button } from "@/components/ui/button"
import type { Role } from "@/lib/core/identity/permissions"
import type { Change, Chosen } from "./change"
import { ChangeDialog } from "./change-dialog"

type Props = { org: string; reader: Role; items: Chosen[]; total: number; from: string; children: ReactNode }

/** Wraps the list: keeps the selected invitations, runs actions on them and shows the result. */
export function Selection({ org, reader, items, total, from, children }: Props) {
  const t = useTranslations("invites.bulk")
  const lists = useTranslations("lists")
  const [notice, tell] = useNotice()
  const [asked, setAsked] = useState<Change>()
  const onProblem = () => tell({ tone: "bad", text: lists("loadFailed") })
  const selection = useSelection<Chosen>({ items, total, from, onProblem })
  const chosen = [...selection.chosen.values()]

  function ask(change: Change) {
    tell(undefined)
    setAsked(change)
  }

  function finish(text: string, done: readonly string[]) {
    tell({ tone: "good", text })
    selection.choose(
      chosen.filter(({ id }) => done.includes(id)),
      false,
    )
  }

  return (
    <SelectionContext value={selection}>
      <Notice notice={notice} />
      <SelectionBar>
        <Button type="button" look="plain" size="small" onClick={() => ask("resend")}>
          {t("resend")}
        </Button>
        <Button type="button" look="warning" size="small" onClick={() => ask("revoke")}>
          {t("revoke")}
        </Button>
      </SelectionBar>
      {children}
      {asked && (
        <ChangeDialog
          {...{ org, reader }}
          change={asked}
          invites={chosen}
          onDone={finish}
          onClose={() => setAsked(undefined)}
        />
      )}
    </SelectionContext>
  )
}
