"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { ProofCodeField, useProofByCode } from "./proof-by-code"
import { PasswordField } from "./ui/password-field"

type Props = {
  id: string
  name: string
  error?: string
  /** Whether the last proof was too old when the page was rendered; later the server's response says so. */
  asks: boolean
}

/** The password, or a code where the person has none, before sensitive changes; nothing while the last proof is recent. Once shown it stays. */
export function ProofField({ asks, ...field }: Props) {
  const t = useTranslations("common")
  const byCode = useProofByCode()
  // Without JavaScript, asking for the code renders the page anew.
  const [shown, setShown] = useState(asks || byCode?.sent)
  // The error disappears with the first letter; the field must not disappear with it.
  if (field.error && !shown) setShown(true)
  if (!asks && !shown) return null
  if (byCode) return <ProofCodeField {...field} />
  return <PasswordField {...field} label={t("yourPassword")} autoComplete="current-password" required />
}
