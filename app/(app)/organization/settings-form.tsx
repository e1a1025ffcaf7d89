"use client"

import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { saveSettings } from "./actions"

const schema = () => import("./schema").then((m) => m.Settings)

const policies = [
  { value: "invite_only", label: "Nobody: by invite only" },
  { value: "domain", label: "People with an address at certain domains" },
  { value: "open", label: "Anybody" },
]

type Props = { org: string; name: string; signUp: string; domains: string[]; version: number }

/** Name, and who may join without an invite. */
export function SettingsForm({ org, name, signUp, domains, version }: Props) {
  const values = { name, sign_up: signUp, allowed_domains: domains.join(" ") }
  const { state, pending, formProps, field } = useServerForm({ action: saveSettings, schema, values })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="version" value={version} />
      <TextField {...field("name")} label="Name" autoComplete="organization" required />
      <SelectField key={state.n} {...field("sign_up")} label="Who may join by themselves" choices={policies} />
      <TextField
        {...field("allowed_domains")}
        label="Domains"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="example.com example.org"
        hint="With spaces between. They count where people join by domain, once their address is verified."
      />
      <div>
        <Button disabled={pending}>{pending ? "Saving…" : "Save"}</Button>
      </div>
    </form>
  )
}
