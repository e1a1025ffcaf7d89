"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { PasswordField } from "./ui/password-field"

type Props = {
  id: string
  name: string
  error?: string
  /** Whether the last proof was too old when the page was rendered; later the server's response says so. */
  asks: boolean
}

/** The password, before sensitive changes; nothing while the last proof is recent. Once shown it stays. */
export function ProofField({ asks, ...field }: Props) {
  const t = useTranslations("common")
  const [shown, setShown] = useState(asks)
  // The error disappears with the first letter; the field must not disappear with it.
  if (field.error && !shown) setShown(true)
  if (!asks && !shown) return null
  return <PasswordField {...field} label={t("yourPassword")} autoComplete="current-password" required />
}
