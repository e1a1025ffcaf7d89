"use client"

import { FormMessage } from "@/components/form-message"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { enterCode } from "./actions"

const schema = () => import("../schema").then((m) => m.Code)

/** The code of the authenticator app, or a recovery code. */
export function CodeForm({ next }: { next: string }) {
  const { state, pending, formProps, field } = useServerForm({ action: enterCode, schema })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state}>
        {state.code === "token_expired" && (
          <>
            {" "}
            <TextLink href={address("/login", { next })}>Sign in again</TextLink>
          </>
        )}
      </FormMessage>
      <input type="hidden" name="next" value={next} />
      <TextField
        {...field("code")}
        label="Code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="Six digits from your authenticator app. Without your phone, one of your recovery codes."
      />
      <Button disabled={pending}>{pending ? "Checking…" : "Sign in"}</Button>
    </form>
  )
}
