"use client"

import { startTransition, useOptimistic } from "react"
import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import type { News } from "@/components/selection/notice"
import type { FormState } from "@/lib/core/forms/form-state"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import { type Change, type Chosen, isImmediate } from "./change"
import { sendChange } from "./send"

type Given = {
  org: string
  tell: (news: News | undefined) => void
  ask: (change: Change, people: readonly Chosen[]) => void
}

/**
 * Actions by one click in a row: reactivating, and lowering a role with Undo. What grants more asks for the password in
 * a dialog if the last confirmation is too old.
 */
export function useImmediate({ org, tell, ask }: Given) {
  const t = useTranslations("members")
  const lists = useTranslations("lists")
  const { nameOf, termsOf } = useRoles()
  const untouched = useUntouched()
  const [coming, setComing] = useOptimistic<Record<string, string>>({})

  const refused = (state: FormState | null): News | null => {
    const [row] = state?.rows ?? []
    if (row?.ok) return null
    return { tone: "bad", text: row?.message ?? state?.message ?? lists("offline") }
  }

  function lift(person: Chosen) {
    startTransition(async () => {
      setComing({ [person.id]: "active" })
      const state = await sendChange(untouched, org, { kind: "lift" }, [person]).catch(() => null)
      const news = refused(state) ?? { tone: "good", text: t("oneDone.lift", { name: person.name }) }
      startTransition(() => (state?.fields.password ? ask({ kind: "lift" }, [person]) : tell(news)))
    })
  }

  function setRole(person: Chosen, role: string) {
    const change: Change = { kind: "role", role }
    if (!isImmediate(change, person, termsOf)) return ask(change, [person])
    const before = person.role
    startTransition(async () => {
      const state = await sendChange(untouched, org, change, [person]).catch(() => null)
      const after = { ...person, role, version: person.version + 1 }
      const undo = () => giveBack(after, before ?? role)
      const text = t("oneDone.role", { name: person.name, role: nameOf(role) })
      const news: News = refused(state) ?? { tone: "good", text, undo }
      startTransition(() => tell(news))
    })
  }

  function giveBack(person: Chosen, role: string) {
    const change: Change = { kind: "role", role }
    startTransition(async () => {
      const state = await sendChange(untouched, org, change, [person]).catch(() => null)
      const text = t("oneDone.role", { name: person.name, role: nameOf(role) })
      startTransition(() => {
        if (state?.fields.password) ask(change, [person])
        else tell(refused(state) ?? { tone: "good", text })
      })
    })
  }

  return { lift, setRole, statusOf: (id: string) => coming[id] }
}
