"use client"

import { useId } from "react"
import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { Row } from "./rows"

const fields = ["email", "name", "role", "permissions", "message", "expires_in_days"] as const

type Props = { row: Row; roles: readonly string[]; onDone: (more?: Partial<Row>) => void }

/** Edits one row. */
export function RowForm({ row, roles, onDone }: Props) {
  const t = useTranslations("manyInvites")
  const { nameOf } = useRoles()
  const id = useId()
  const field = (name: (typeof fields)[number]) => ({ id: `${id}-${name}`, name, defaultValue: row[name] })
  const choices = [
    { value: "", label: t("terms.asAll") },
    ...(row.role && !roles.some((role) => role === row.role) ? [{ value: row.role, label: row.role }] : []),
    ...roles.map((value) => ({ value, label: nameOf(value) })),
  ]
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        onDone(Object.fromEntries(fields.map((name) => [name, String(data.get(name) ?? "").trim()])))
      }}
      className="grid gap-4 rounded border border-line bg-canvas p-4 sm:grid-cols-2 lg:grid-cols-3"
    >
      <TextField
        {...field("email")}
        label={t("terms.email")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
      <TextField {...field("name")} label={t("terms.name")} autoComplete="off" />
      <SelectField {...field("role")} label={t("terms.role")} choices={choices} />
      <TextField {...field("permissions")} label={t("terms.permissions")} autoCapitalize="none" spellCheck={false} />
      <TextField {...field("message")} label={t("terms.message")} />
      <TextField {...field("expires_in_days")} label={t("terms.days")} inputMode="numeric" />
      <div className="flex gap-2 sm:col-span-2 lg:col-span-3">
        <Button size="small">{t("save")}</Button>
        <Button type="button" look="quiet" size="small" onClick={() => onDone()}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  )
}
