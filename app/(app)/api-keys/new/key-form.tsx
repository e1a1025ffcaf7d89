"use client"

import { FormMessage } from "@/components/form-message"
import { roleMeanings, roleNames } from "@/components/labels"
import { ProofField } from "@/components/proof-field"
import { address } from "@/components/search-params"
import { SecretText } from "@/components/secret-text"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import type { MembershipRole } from "@/lib/permissions"
import { createKey } from "../actions"

const schema = () => import("../schema").then((m) => m.KeyForm)

const lifetimes = [
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "never", label: "Never" },
]
const reaches = [
  { value: "organization", label: "This organization" },
  { value: "tenant", label: "Every organization of the tenant" },
]

type Props = { org: string; roles: readonly MembershipRole[]; wholeTenant: boolean; asks: boolean }

/** A new key; then, in its place, the secret. */
export function KeyForm({ org, roles, wholeTenant, asks }: Props) {
  const values = { role: roles.includes("member") ? "member" : "guest", lifetime: "90" }
  const { state, pending, formProps, field } = useServerForm({ action: createKey, schema, values })
  const choices = roles.map((value) => ({ value, label: `${roleNames[value]} – ${roleMeanings[value]}` }))
  const [secret] = state.once ?? []
  if (secret) return <NewSecret org={org} secret={secret} />
  return (
    <form {...formProps} className="grid max-w-xl gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <TextField
        {...field("name")}
        label="Name"
        autoComplete="off"
        required
        hint="What will use it, such as billing."
      />
      <TextField
        {...field("permissions")}
        label="Permissions"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="users:read billing:read"
        hint="All that the key may do. Written as resource:action, with spaces between; empty for nothing."
      />
      <SelectField
        key={`role ${state.n}`}
        {...field("role")}
        label="Rank"
        choices={choices}
        hint="It grants nothing by itself: the key cannot act on people who rank above it."
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField key={`end ${state.n}`} {...field("lifetime")} label="Stops" choices={lifetimes} />
        {wholeTenant && <SelectField key={`reach ${state.n}`} {...field("reach")} label="Reach" choices={reaches} />}
      </div>
      <ProofField {...field("password")} asks={asks} />
      <div>
        <Button disabled={pending}>{pending ? "Creating…" : "Create key"}</Button>
      </div>
    </form>
  )
}

function NewSecret({ org, secret }: { org: string; secret: string }) {
  return (
    <div className="grid max-w-xl gap-5">
      <Alert tone="good">
        The key is made. <strong>Its secret is shown only now</strong>: keep it where your server reads its secrets.
      </Alert>
      <SecretText label="Secret" text={secret} />
      <p className="text-sm">
        <TextLink href={address("/api-keys", { org })}>Back to the keys</TextLink>
      </p>
    </div>
  )
}
