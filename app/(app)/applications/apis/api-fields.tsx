"use client"

import { useTranslations } from "use-intl/react"
import type { FieldProps } from "@/components/ui/field"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { LinesField } from "../lines-field"

type Name = "name" | "permissions" | "claims"

/** The fields of an API. */
export function ApiFields({ field }: { field: (name: Name) => Omit<FieldProps, "label"> }) {
  const t = useTranslations("applications.apis")
  const example = "https://shop.example.com/plan = organization.metadata.plan"
  return (
    <>
      <TextField {...field("name")} label={t("name")} autoComplete="off" required />
      <LinesField {...field("permissions")} label={t("permissions")} hint={t("permissionsHint")} />
      <TextAreaField
        {...field("claims")}
        label={t("claims")}
        hint={t("claimsHint", { example })}
        rows={2}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
      />
    </>
  )
}
