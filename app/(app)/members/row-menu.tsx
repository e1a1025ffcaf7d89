"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import { useItems } from "@/components/selection/context"
import { Menu } from "@/components/ui/menu"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { type Change, type Chosen, isImmediate, obstacle } from "./change"
import { useActing } from "./selection-context"

/** Actions on one member. The icon is rendered on the server. */
export function RowMenu({ id, icon }: { id: string; icon: ReactNode }) {
  const t = useTranslations("members")
  const { nameOf, termsOf } = useRoles()
  const hydrated = useHydrated()
  const person = useItems<Chosen>().page.get(id)
  const { reader, ask, lift, setRole } = useActing()
  if (!person || (person.role && obstacle({ kind: "remove" }, person, reader))) return null

  const possible = (change: Change) => obstacle(change, person, reader) === null
  const named = obstacle({ kind: "role", role: "guest" }, person, reader) === "named"
  const roles = reader.roles.map((role) => {
    const name = nameOf(role)
    const same = person.role === role
    return {
      // An ellipsis where a confirmation follows.
      label: same || isImmediate({ kind: "role", role }, person, termsOf) ? name : t("menu.asks", { name }),
      checked: same,
      run: () => same || setRole(person, role),
    }
  })
  const suspend = { label: t("menu.suspend"), run: () => ask({ kind: "suspend" }, [person]) }
  const lifting = { label: t("menu.lift"), run: () => lift(person) }
  const access = possible({ kind: "suspend" }) ? [suspend] : possible({ kind: "lift" }) ? [lifting] : []
  const remove = { label: t("menu.remove"), danger: true, run: () => ask({ kind: "remove" }, [person]) }
  return (
    <Menu
      label={t("menu.label", { name: person.name })}
      groups={[
        { label: t("role"), items: reader.mayWrite && !named ? roles : [] },
        { items: [...(reader.mayWrite ? access : []), ...(reader.mayRemove ? [remove] : [])] },
      ]}
      trigger={
        <button
          type="button"
          disabled={!hydrated}
          aria-label={t("menu.label", { name: person.name })}
          className="relative z-1 grid size-9 place-items-center rounded text-muted hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken noscript:hidden"
        >
          {icon}
        </button>
      }
    />
  )
}
