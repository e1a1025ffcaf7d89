"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { ProofField } from "@/components/proof-field"
import { TextField } from "@/components/ui/text-field"
import type { FormState } from "@/lib/core/forms/form-state"
import type { Asked } from "@/lib/second-factor/schema"

type Props = { id: string; state: FormState; asks: Asked }

/** The password and, with two-factor authentication, a code; a passkey replaces both. */
export function ProofFields({ id, state, asks }: Props) {
  const t = useTranslations("passkeys")
  const [code, setCode] = useState(asks.code)
  if (state.fields.code && !code) setCode(true)
  return (
    <>
      <ProofField id={`${id}-password`} name="password" error={state.fields.password} asks={asks.password} />
      {code && (
        <TextField
          id={`${id}-code`}
          name="code"
          label={t("code")}
          hint={t("codeHint")}
          error={state.fields.code}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
      )}
    </>
  )
}
