"use client"

import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { createAccount } from "./actions"

const schema = () => import("@/lib/auth/schema").then((m) => m.Registration)

type Props = { organizationId?: string; domains: string[] }

/** A new account: in the organization named, or with an organization of its own. */
export function RegisterForm({ organizationId, domains }: Props) {
  const { state, pending, formProps, field } = useServerForm({ action: createAccount, schema })
  const hint = domains.length > 0 ? `Use your address at ${domains.join(" or ")}.` : undefined
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state}>
        {state.code === "email_taken" && (
          <>
            {" "}
            <TextLink href="/login">Sign in</TextLink>
          </>
        )}
      </FormMessage>
      {organizationId && <input type="hidden" name="organization_id" value={organizationId} />}
      <TextField {...field("name")} label="Your name" autoComplete="name" required />
      <TextField {...field("email")} label="E-mail" type="email" autoComplete="username" required hint={hint} />
      <NewPasswordField {...field("password")} label="Password" />
      {!organizationId && (
        <TextField
          {...field("organization_name")}
          label="Organization"
          autoComplete="organization"
          hint="Your team or company. You can rename it later, and leave it empty now."
        />
      )}
      <Button disabled={pending}>{pending ? "Creating your account…" : "Create account"}</Button>
    </form>
  )
}
