"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { PasswordField } from "./ui/password-field"

type Props = {
  id: string
  name: string
  error?: string
  /** Whether the last proof was too old when the page was made; later the server's answer says so. */
  asks: boolean
}

/** The password again, before what is dangerous; nothing while the last proof is fresh. Once shown it stays. */
export function ProofField({ asks, ...field }: Props) {
  const t = useTranslations("common")
  const [shown, setShown] = useState(asks)
  // The error goes with the first letter; the field that is being typed into must not go with it.
  if (field.error && !shown) setShown(true)
  if (!asks && !shown) return null
  return <PasswordField {...field} label={t("yourPassword")} autoComplete="current-password" required />
}
