"use client"

import { useTranslations } from "use-intl/react"
import { PermissionsField } from "@/components/permissions-field"
import { TextField } from "@/components/ui/text-field"
import type { Application, ApplicationType } from "@/lib/applications/schema"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveSettings } from "../actions"
import { LinesField } from "../lines-field"
import { Tick } from "../ticks"
import { VersionedForm } from "../versioned-form"

const schema = () => import("../schema").then((m) => m.SettingsForm)

type Lists = Pick<
  Application,
  "name" | "redirect_uris" | "post_logout_uris" | "return_uris" | "allowed_origins" | "permissions"
>

type Props = {
  org: string
  id: string
  type: ApplicationType
  version: number
  stored: Lists & { third_party: string; require_verified_email: string }
  grantable: readonly string[]
  others: boolean
}

/** Name, URIs and requirements; of a machine its permissions. */
export function SettingsForm({ org, id, type, version, stored, grantable, others }: Props) {
  const t = useTranslations("applications.fields")
  const form = useServerForm({ action: saveSettings, schema, values: stored })
  const { state, field, checked } = form
  const permissions = field("permissions")
  return (
    <VersionedForm {...{ form, org, version }} values={{ application_id: id }}>
      <TextField
        {...field("name")}
        label={t("name")}
        autoComplete="off"
        required
        hint={type !== "machine" && t("nameHint")}
      />
      {type === "machine" ? (
        <PermissionsField
          key={`permissions ${state.n}`}
          id={permissions.id}
          name="permissions"
          label={t("permissions")}
          hint={t("permissionsHint")}
          error={permissions.error}
          grantable={[...new Set([...grantable, ...stored.permissions])]}
          held={permissions.defaultValue?.split(/[\s,]+/).filter(Boolean) ?? []}
          custom={others}
        />
      ) : (
        <>
          <LinesField {...field("redirect_uris")} label={t("redirect")} hint={t("redirectHint")} />
          <LinesField {...field("post_logout_uris")} label={t("postLogout")} />
          <LinesField {...field("return_uris")} label={t("returns")} hint={t("returnsHint")} />
          <LinesField {...field("allowed_origins")} label={t("origins")} hint={t("originsHint")} />
          <Tick
            key={`verified ${state.n}`}
            name="require_verified_email"
            label={t("verified")}
            checked={checked("require_verified_email", "true")}
          />
          <Tick
            key={`party ${state.n}`}
            name="third_party"
            label={t("thirdParty")}
            hint={t("thirdPartyHint")}
            checked={checked("third_party", "true")}
          />
        </>
      )}
    </VersionedForm>
  )
}
