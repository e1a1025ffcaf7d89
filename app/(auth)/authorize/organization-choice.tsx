"use client"

import { useTranslations } from "use-intl/react"
import { SelectField } from "@/components/ui/select-field"

/** The organizations to choose from; one is sent without asking. */
export type Choices = readonly { id: string; name: string }[]

/** Chooses the organization in which someone signs in to an application. */
export function OrganizationChoice({ choices }: { choices: Choices }) {
  const t = useTranslations("authorize")
  const [first] = choices
  if (choices.length < 2) return first && <input type="hidden" name="organization" value={first.id} />
  return (
    <SelectField
      id="organization"
      name="organization"
      label={t("organization")}
      choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
