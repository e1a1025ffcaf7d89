"use client"

import { FormMessage } from "@/components/form-message"
import { NewPasswordField } from "@/components/new-password-field"
import { Button } from "@/components/ui/button"
import { useServerForm } from "@/lib/forms/use-server-form"
import { chooseNewPassword } from "./actions"

const schema = () => import("@/lib/auth/schema").then((m) => m.PasswordReset)

/** A new password, by the token of the mailed link. */
export function ResetForm({ token }: { token: string }) {
  const { state, pending, formProps, field } = useServerForm({ action: chooseNewPassword, schema })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="token" value={token} />
      <NewPasswordField {...field("new_password")} label="New password" />
      <Button disabled={pending}>{pending ? "Saving…" : "Save the new password"}</Button>
    </form>
  )
}
