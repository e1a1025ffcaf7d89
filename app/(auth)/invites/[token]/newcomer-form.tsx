"use client"

import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { acceptAsNewcomer } from "./actions"

const schema = () => import("./schema").then((m) => m.NewcomerAcceptance)

type Props = { token: string; email: string; name: string | null; organization: string }

/** For an address without an account: name and password, and one is in. */
export function NewcomerForm({ token, email, name, organization }: Props) {
  const values = { name: name ?? "" }
  const { state, pending, formProps, field } = useServerForm({ action: acceptAsNewcomer, schema, values })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="token" value={token} />
      {/* Tells a password manager whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField {...field("name")} label="Your name" autoComplete="name" required />
      <NewPasswordField {...field("password")} label="Choose a password" />
      <Button disabled={pending}>{pending ? "Joining…" : `Join ${organization}`}</Button>
    </form>
  )
}
