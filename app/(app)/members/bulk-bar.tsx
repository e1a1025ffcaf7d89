"use client"

import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import { SelectionBar } from "@/components/selection/bar"
import { useItems } from "@/components/selection/context"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import type { Chosen } from "./change"
import { useActing } from "./selection-context"

/** Actions on all selected members. */
export function BulkBar() {
  const t = useTranslations("members")
  const { nameOf } = useRoles()
  const { chosen } = useItems<Chosen>()
  const { reader, ask } = useActing()
  const people = [...chosen.values()]
  const roles = reader.roles.map((role) => ({
    label: nameOf(role),
    run: () => ask({ kind: "role", role }, people),
  }))
  return (
    <SelectionBar>
      {reader.mayWrite && (
        <>
          <Menu
            label={t("bulk.role")}
            groups={[{ items: roles }]}
            trigger={
              <Button type="button" look="plain" size="small">
                {t("bulk.role")}
              </Button>
            }
          />
          <Button type="button" look="plain" size="small" onClick={() => ask({ kind: "suspend" }, people)}>
            {t("menu.suspend")}
          </Button>
          <Button type="button" look="plain" size="small" onClick={() => ask({ kind: "lift" }, people)}>
            {t("menu.lift")}
          </Button>
        </>
      )}
      {reader.mayRemove && (
        <Button type="button" look="warning" size="small" onClick={() => ask({ kind: "remove" }, people)}>
          {t("menu.remove")}
        </Button>
      )}
    </SelectionBar>
  )
}
