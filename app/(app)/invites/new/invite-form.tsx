"use client"

import { FormMessage } from "@/components/form-message"
import { roleMeanings, roleNames } from "@/components/labels"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import type { MembershipRole } from "@/lib/permissions"
import { invite } from "../actions"

const schema = () => import("@/lib/invites/schema").then((m) => m.NewInvite)

/** Whom to invite, as what, and with which words. */
export function InviteForm({ org, roles }: { org: string; roles: readonly MembershipRole[] }) {
  const values = { role: roles.includes("member") ? "member" : "guest", expires_in_days: "7" }
  const { state, pending, formProps, field } = useServerForm({ action: invite, schema, values })
  const choices = roles.map((value) => ({ value, label: `${roleNames[value]} – ${roleMeanings[value]}` }))
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <TextField {...field("email")} label="E-mail" type="email" autoComplete="off" required />
      <TextField {...field("name")} label="Name" autoComplete="off" hint="Optional. They can change it." />
      <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_10rem]">
        <SelectField key={state.n} {...field("role")} label="Role" choices={choices} />
        <TextField
          {...field("expires_in_days")}
          label="Open for, days"
          type="number"
          inputMode="numeric"
          min={1}
          max={30}
          required
        />
      </div>
      <TextAreaField {...field("message")} label="Message" hint="Optional. It stands in the mail and on the invite." />
      <TextField
        {...field("permissions")}
        label="Permissions beside the role"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="billing:read reports:export"
        hint="Optional. Written as resource:action, with spaces between."
      />
      <div>
        <Button disabled={pending}>{pending ? "Sending…" : "Send invite"}</Button>
      </div>
    </form>
  )
}
