"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { UsePasskey, useProofByPasskey } from "./passkey-proof"
import { ProofCodeField, useProofByCode } from "./proof-by-code"
import { ProofGiven } from "./proof-given"
import { PasswordField } from "./ui/password-field"

type Props = {
  id: string
  name: string
  error?: string
  /** Whether the last proof was too old when the page was rendered; later the server's response says so. */
  asks: boolean
}

/**
 * The password, or a code where the person has none, before sensitive changes; nothing while the last proof is recent.
 * Once shown it stays. People with a passkey can use that instead.
 */
export function ProofField({ asks, ...field }: Props) {
  const t = useTranslations("common")
  const byCode = useProofByCode()
  // Without JavaScript, asking for the code renders the page anew.
  const [shown, setShown] = useState(asks || byCode?.sent)
  const [given, setGiven] = useState<{ proof: string; error: string | undefined }>()
  const byPasskey = useProofByPasskey()
  // The error disappears with the first letter; the field must not disappear with it.
  if (field.error && !shown) setShown(true)
  if (!asks && !shown) return null
  // Refused since: it has expired, or was used.
  if (given && field.error && field.error !== given.error) setGiven(undefined)
  if (given) return <ProofGiven name={field.name} proof={given.proof} />
  return (
    <div className="grid gap-2">
      {byCode ? (
        <ProofCodeField {...field} />
      ) : (
        <PasswordField {...field} label={t("yourPassword")} autoComplete="current-password" required />
      )}
      {byPasskey && <UsePasskey onProof={(proof) => setGiven({ proof, error: field.error })} />}
    </div>
  )
}
