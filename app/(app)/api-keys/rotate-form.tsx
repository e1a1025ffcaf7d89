"use client"

import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { SecretText } from "@/components/secret-text"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { rotateKey } from "./actions"

const schema = () => import("./schema").then((m) => m.RotationForm)

const overlaps = [
  { value: "0", label: "stops at once" },
  { value: "3600", label: "works for another hour" },
  { value: "86400", label: "works for another day" },
  { value: "604800", label: "works for another week" },
]

/** A new secret for a key, with the time that the old one still works. */
export function RotateForm({ org, id, name, asks }: { org: string; id: string; name: string; asks: boolean }) {
  const values = { overlap_seconds: "3600" }
  const { state, pending, formProps, field } = useServerForm({ action: rotateKey, schema, values })
  const [secret] = state.once ?? []
  return (
    <Disclosure size="small" open={state.n > 0} label={<Label name={name} />}>
      <form {...formProps} className="grid gap-4">
        <FormMessage state={state} />
        {secret && (
          <>
            <Alert tone="good">
              <strong>The new secret is shown only now</strong>: keep it where your server reads its secrets.
            </Alert>
            <SecretText label="New secret" text={secret} />
          </>
        )}
        <input type="hidden" name="org" value={org} />
        <input type="hidden" name="key_id" value={id} />
        <SelectField key={state.n} {...field("overlap_seconds")} label="The old secret" choices={overlaps} />
        <ProofField {...field("password")} asks={asks} />
        <div>
          <Button look="plain" size="small" disabled={pending}>
            {pending ? "Rotating…" : "Make a new secret"}
          </Button>
        </div>
      </form>
    </Disclosure>
  )
}

function Label({ name }: { name: string }) {
  return (
    <span>
      Rotate<span className="sr-only"> {name}</span>…
    </span>
  )
}
