"use client"

import type { ReactNode } from "react"
import { FormMessage } from "@/components/form-message"
import { Heading } from "@/components/heading"
import { NameList } from "@/components/name-list"
import { NewPasswordField } from "@/components/new-password-field"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { useServerForm } from "@/lib/forms/use-server-form"
import { chooseNewPassword } from "./actions"

const schema = () => import("@/lib/auth/schema").then((m) => m.PasswordReset)

/** A new password, by the token of the mailed link; `dead` stands in its place where the link does not work. */
export function ResetForm({ token, dead }: { token: string; dead?: ReactNode }) {
  const { state, pending, formProps, field } = useServerForm({ action: chooseNewPassword, schema })
  if (state.ok) return <Done keys={state.once ?? []} />
  if (dead) return dead
  return (
    <>
      <Heading title="Choose a new password">Every session of your account is signed out then.</Heading>
      <form {...formProps} className="grid gap-5">
        <FormMessage state={state} />
        <input type="hidden" name="token" value={token} />
        <NewPasswordField {...field("new_password")} label="New password" />
        <Button disabled={pending}>{pending ? "Saving…" : "Save the new password"}</Button>
      </form>
    </>
  )
}

function Done({ keys }: { keys: readonly string[] }) {
  return (
    <>
      <Heading title="Your password is changed">
        Every session was signed out. These API keys, made in the last 30 days, still work. Do you know all of them? If
        not, the mail that we have just sent you revokes them with one click.
      </Heading>
      <NameList names={keys} />
      <p className="text-sm">
        <TextLink href="/login">Sign in with the new password</TextLink>
      </p>
    </>
  )
}
