"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { List } from "@/components/ui/list"
import type { FormState } from "@/lib/core/forms/form-state"

/** Whom the entered rules would touch: the numbers, and the first people by name. */
export function Affected({ state }: { state: FormState }) {
  const t = useTranslations("policies")
  const rows = state.rows ?? []
  const [people, more] = [rows.filter(({ id }) => id !== "more"), rows.find(({ id }) => id === "more")]
  return (
    <div className="grid gap-3">
      <FormMessage state={state} />
      {people.length > 0 && (
        <List aria-label={t("affectedPeople")}>
          {people.map(({ id, code, message }) => (
            <li key={id} className="grid px-4 py-3">
              <bdi className="font-medium wrap-anywhere">{code}</bdi>
              <span className="text-sm text-muted wrap-anywhere">{message}</span>
            </li>
          ))}
        </List>
      )}
      {more && <p className="text-sm text-muted">{t("affectedMore", { n: Number(more.code) })}</p>}
    </div>
  )
}
