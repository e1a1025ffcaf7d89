"use client"

import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { Changing } from "@/components/ui/changing"
import { Menu } from "@/components/ui/menu"
import { rolesFor } from "./change"
import { useSelection } from "./selection-context"

/** What can be done with everybody who is chosen. */
export function BulkBar() {
  const t = useTranslations("members")
  const labels = useTranslations("labels")
  const { reader, page, chosen, choose, ask } = useSelection()
  if (chosen.size === 0) return null
  const people = [...chosen.values()]
  const missing = [...page.values()].filter(({ id }) => !chosen.has(id))
  const roles = rolesFor(reader).map((role) => ({
    label: labels(`roles.${role}`),
    run: () => ask({ kind: "role", role }, people),
  }))
  return (
    <section
      data-bulk-bar=""
      aria-label={t("bulk.label")}
      className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-edge/60 bg-surface p-3 shadow-lift sm:bottom-6"
    >
      <p role="status" className="mr-auto px-2 font-medium max-sm:basis-full">
        <Changing>{t("bulk.chosen", { n: chosen.size })}</Changing>
      </p>
      {missing.length > 0 && (
        <Button type="button" look="quiet" size="small" onClick={() => choose(missing, true)}>
          {t("bulk.page")}
        </Button>
      )}
      <Button type="button" look="quiet" size="small" onClick={() => choose(people, false)}>
        {t("bulk.none")}
      </Button>
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
    </section>
  )
}
