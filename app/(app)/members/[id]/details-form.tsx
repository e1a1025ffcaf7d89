"use client"

import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveDetails } from "./actions"
import { Outcome } from "./outcome"

const schema = () => import("./schema").then((m) => m.Details)

type Props = { org: string; id: string; version: number; name: string; externalId: string }

/** A member's name and ID in the organization. */
export function MemberDetailsForm({ org, id, version, name, externalId }: Props) {
  const t = useTranslations("members")
  const values = { name, external_id: externalId }
  const { state, pending, formProps, field } = useServerForm({ action: saveDetails, schema, values })
  return (
    <form {...formProps} className="grid gap-5">
      <Outcome state={state} stored={[name, externalId].filter(Boolean).join(" · ")} />
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="user_id" value={id} />
      <input type="hidden" name="version" value={version} />
      <TextField {...field("name")} label={t("details.name")} autoComplete="off" required />
      <TextField
        {...field("external_id")}
        label={t("details.externalId")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint={t("details.externalIdHint")}
      />
      <div>
        <Button look="plain" disabled={pending}>
          {pending ? t("one.saving") : t("details.save")}
        </Button>
      </div>
    </form>
  )
}
