"use client"

import { type ReactNode, startTransition, useEffect, useOptimistic, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Alert } from "@/components/ui/alert"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import { changeMembers } from "./actions"
import { BulkBar } from "./bulk-bar"
import type { Change, Chosen, Reader } from "./change"
import { ChangeDialog } from "./change-dialog"
import { Context, type Shared } from "./selection-context"

type Notice = { tone: "good" | "bad"; text: string }

type Props = { org: string; reader: Reader; people: Chosen[]; asks: boolean; children: ReactNode }

/** Around the list: who is chosen, what happens to them, and what became of it. */
export function Selection({ org, reader, people, asks, children }: Props) {
  const t = useTranslations("members")
  const untouched = useUntouched()
  const page = new Map(people.map((person) => [person.id, person]))
  const [picked, setPicked] = useState<ReadonlyMap<string, Chosen>>(new Map())
  const [asked, setAsked] = useState<{ change: Change; people: readonly Chosen[] }>()
  const [notice, setNotice] = useState<Notice>()
  const [coming, setComing] = useOptimistic<Record<string, string>>({})
  const line = useRef<HTMLDivElement>(null)
  // What is known of somebody who is on this page is newer than when they were chosen.
  const chosen = new Map([...picked].map(([id, person]) => [id, page.get(id) ?? person]))

  useEffect(() => {
    if (notice && document.activeElement === document.body) line.current?.focus()
  }, [notice])

  function choose(who: readonly Chosen[], on: boolean) {
    const next = new Map(picked)
    for (const person of who) on ? next.set(person.id, person) : next.delete(person.id)
    setPicked(next)
  }

  function ask(change: Change, who: readonly Chosen[]) {
    setNotice(undefined)
    setAsked({ change, people: who })
  }

  function lift(person: Chosen) {
    if (asks) return ask({ kind: "lift" }, [person])
    const form = new FormData()
    const fields = { org, people: person.id, versions: String(person.version), kind: "lift" }
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    startTransition(async () => {
      setComing({ [person.id]: "active" })
      const state = await changeMembers(untouched, form).catch(() => null)
      // The proof has become too old since the page was made.
      if (state?.fields.password) return startTransition(() => ask({ kind: "lift" }, [person]))
      const [row] = state?.rows ?? []
      const text = row?.ok ? t("done.lift", { n: 1 }) : (row?.message ?? state?.message ?? t("dialog.offline"))
      startTransition(() => setNotice({ tone: row?.ok ? "good" : "bad", text }))
    })
  }

  function finish(text: string, done: readonly string[]) {
    setNotice({ tone: "good", text })
    setPicked(new Map([...picked].filter(([id]) => !done.includes(id))))
  }

  const shared: Shared = {
    reader,
    page,
    chosen,
    choose,
    ask,
    lift,
    statusOf: (id) => coming[id],
  }
  return (
    <Context value={shared}>
      <div ref={line} tabIndex={-1} className={notice ? "outline-none" : "contents"}>
        {notice && <Alert tone={notice.tone}>{notice.text}</Alert>}
      </div>
      {children}
      <BulkBar />
      {asked && (
        <ChangeDialog {...{ org, asks, reader }} {...asked} onDone={finish} onClose={() => setAsked(undefined)} />
      )}
    </Context>
  )
}
