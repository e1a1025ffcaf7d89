"use client"

import { useTranslations } from "use-intl/react"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveApis } from "../actions"
import { Ticks } from "../ticks"
import { VersionedForm } from "../versioned-form"

const schema = () => import("../schema").then((m) => m.ApisForm)

type Props = {
  org: string
  id: string
  version: number
  apis: string[]
  choices: readonly { value: string; label: string }[]
}

/** Selects the APIs of an application. */
export function ApisForm({ org, id, version, apis, choices }: Props) {
  const t = useTranslations("applications.apisOf")
  const form = useServerForm({ action: saveApis, schema, values: { apis } })
  return (
    <VersionedForm {...{ form, org, version }} values={{ application_id: id }}>
      <Ticks
        key={form.state.n}
        id={form.field("apis").id}
        name="apis"
        label={t("label")}
        error={form.field("apis").error}
        choices={choices}
        checked={(value) => form.checked("apis", value)}
      />
    </VersionedForm>
  )
}
