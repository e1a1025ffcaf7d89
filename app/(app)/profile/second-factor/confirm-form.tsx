"use client"

import type { ReactNode } from "react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { SecretText } from "@/components/secret-text"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { confirm } from "./actions"

const schema = () => import("../schema").then((m) => m.FirstCode)

/** The first code, then the recovery codes. `children` is what to scan, until there is a factor. */
export function ConfirmForm({ enabled, children }: { enabled: boolean; children?: ReactNode }) {
  const { state, pending, formProps, field } = useServerForm({ action: confirm, schema })
  if (state.once) return <RecoveryCodes codes={state.once} />
  if (enabled) return <Alert tone="good">Your second factor is on.</Alert>
  return (
    <>
      {children}
      <form {...formProps} className="grid max-w-form gap-5">
        <FormMessage state={state} />
        <TextField
          {...field("code")}
          label="Code from the app"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <ProofField {...field("password")} asks={false} />
        <div>
          <Button disabled={pending}>{pending ? "Checking…" : "Turn on"}</Button>
        </div>
      </form>
    </>
  )
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <div className="grid max-w-form gap-5">
      <Alert tone="good">Your second factor is on, and your other sessions were signed out.</Alert>
      <p>
        Keep these recovery codes where you find them without your phone. Each signs you in once.{" "}
        <strong>They are shown only now.</strong>
      </p>
      <SecretText label="Recovery codes" text={codes.join("\n")} />
      <p className="text-sm">
        <TextLink href="/profile">Back to your profile</TextLink>
      </p>
    </div>
  )
}
