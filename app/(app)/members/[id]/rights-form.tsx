"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { PermissionsField } from "@/components/permissions-field"
import { ProofField } from "@/components/proof-field"
import { useRoles } from "@/components/roles"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { givesMore, worthOf } from "@/lib/core/identity/permissions"
import { saveRights } from "./actions"
import { EndField } from "./end-field"
import { Outcome } from "./outcome"

const schema = () => import("./schema").then((m) => m.Rights)

type Props = {
  org: string
  id: string
  version: number
  role: string
  permissions: string[]
  /** As the field shows it; empty for no expiry. */
  end: string
  roles: readonly string[]
  known: readonly string[]
  /** Whether the last proof of the password is too old for granting more permissions. */
  asks: boolean
}

/** Role, additional permissions and their expiry. */
export function RightsForm({ org, id, version, role, permissions, end, roles, known, asks }: Props) {
  const t = useTranslations("members")
  const { choiceOf, nameOf, termsOf } = useRoles()
  const values = { role, permissions, expires_at: end }
  const { state, pending, formProps, field } = useServerForm({ action: saveRights, schema, values })
  const [now, setNow] = useState({ role, permissions, end })
  const [saved, setSaved] = useState(0)
  // After saving, typed permissions show as checkboxes.
  if (state.ok && state.n !== saved) setSaved(state.n)
  // Their own role can be one that the reader may not assign.
  const choices = [...(roles.includes(role) ? [] : [role]), ...roles].map(choiceOf)
  const typed = [state.values.permissions ?? permissions].flat().flatMap((text) => text.split(/[\s,]+/))
  const stored = [nameOf(role), permissions.join(", ") || t("one.none"), end.replace("T", " ") || t("one.noEnd")]

  function look(event: React.FormEvent<HTMLFormElement>) {
    formProps.onInput(event)
    const data = new FormData(event.currentTarget)
    const chosen = choices.find(({ value }) => value === data.get("role"))?.value ?? role
    const chosenPermissions = data.getAll("permissions").map(String).filter(Boolean)
    setNow({ role: chosen, permissions: chosenPermissions, end: String(data.get("expires_at") ?? "") })
  }

  const worth = (of: typeof now | { role: string; permissions: string[] }) => worthOf(termsOf(of.role), of.permissions)
  const longer = end !== "" && (now.end === "" || now.end > end)
  return (
    <form {...formProps} onInput={look} className="grid gap-5">
      <Outcome state={state} stored={stored.join(" · ")} />
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="user_id" value={id} />
      <input type="hidden" name="version" value={version} />
      <SelectField key={state.n} {...field("role")} label={t("role")} choices={choices} />
      <PermissionsField
        key={`saved ${saved}`}
        id={field("permissions").id}
        name="permissions"
        label={t("rights.permissions")}
        customLabel={t("rights.more")}
        custom
        error={field("permissions").error}
        byRole={termsOf(now.role).included}
        grantable={known}
        held={typed.filter(Boolean)}
      />
      <EndField {...field("expires_at")} />
      <ProofField
        {...field("password")}
        asks={asks && (longer || givesMore(worth({ role, permissions }), worth(now)))}
      />
      <div>
        <Button disabled={pending}>{pending ? t("one.saving") : t("one.save")}</Button>
      </div>
    </form>
  )
}
