"use client"

import { FormMessage } from "@/components/form-message"
import { roleMeanings, roleNames } from "@/components/labels"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { type MembershipRole, membershipRoles } from "@/lib/permissions"
import { saveRights } from "./actions"

const schema = () => import("./schema").then((m) => m.Rights)

type Props = { org: string; id: string; version: number; role: MembershipRole; permissions: string[] }

/** Role, and permissions beside it. */
export function RightsForm({ org, id, version, role, permissions }: Props) {
  const values = { role, permissions: permissions.join(" ") }
  const { state, pending, formProps, field } = useServerForm({ action: saveRights, schema, values })
  const choices = membershipRoles.map((value) => ({ value, label: `${roleNames[value]} – ${roleMeanings[value]}` }))
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="user_id" value={id} />
      <input type="hidden" name="version" value={version} />
      <SelectField key={state.n} {...field("role")} label="Role" choices={choices} />
      <TextField
        {...field("permissions")}
        label="Permissions beside the role"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="billing:read reports:export"
        hint="Written as resource:action, with spaces between. Empty for none."
      />
      <div>
        <Button disabled={pending}>{pending ? "Saving…" : "Save"}</Button>
      </div>
    </form>
  )
}
