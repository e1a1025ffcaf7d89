"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useState } from "react"
import { useTranslations } from "use-intl/react"
import { address } from "@/components/search-params"
import { SelectionContext } from "@/components/selection/context"
import { Notice, useNotice } from "@/components/selection/notice"
import { useSelection } from "@/components/selection/use-selection"
import { BulkBar } from "./bulk-bar"
import type { Change, Chosen, Reader } from "./change"
import { ChangeDialog } from "./change-dialog"
import { ActingContext } from "./selection-context"
import { useImmediate } from "./use-immediate"

type Props = {
  org: string
  reader: Reader
  people: Chosen[]
  /** Number of matching members, and the URL of all of them. */
  total: number
  from: string
  asks: boolean
  children: ReactNode
}

/** Wraps the list: keeps the selected members, runs actions on them and shows the result. */
export function Selection({ org, reader, people, total, from, asks, children }: Props) {
  const lists = useTranslations("lists")
  const router = useRouter()
  const [notice, tell] = useNotice()
  const [asked, setAsked] = useState<{ change: Change; people: readonly Chosen[] }>()
  const onProblem = () => tell({ tone: "bad", text: lists("loadFailed") })
  const selection = useSelection<Chosen>({ items: people, total, from, onProblem })

  function ask(change: Change, who: readonly Chosen[]) {
    tell(undefined)
    setAsked({ change, people: who })
  }

  const immediate = useImmediate({ org, tell, ask })

  function finish({ kind }: Change, text: string, done: readonly string[]) {
    // One who was removed is named in a toast of the page, with Undo.
    const [only, ...others] = done
    if (kind === "remove" && only && others.length === 0) {
      const search = Object.fromEntries(new URLSearchParams(window.location.search))
      router.replace(address("/members", { ...search, done: "removed", who: only }), { scroll: false })
      // The row with the button goes.
      document.getElementById("content")?.focus({ preventScroll: true })
    } else tell({ tone: "good", text })
    selection.choose(
      [...selection.chosen.values()].filter(({ id }) => done.includes(id)),
      false,
    )
  }

  return (
    <SelectionContext value={selection}>
      <ActingContext value={{ reader, ask, ...immediate }}>
        <Notice notice={notice} />
        <BulkBar />
        {children}
        {asked && (
          <ChangeDialog {...{ org, asks, reader }} {...asked} onDone={finish} onClose={() => setAsked(undefined)} />
        )}
      </ActingContext>
    </SelectionContext>
  )
}
