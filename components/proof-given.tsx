"use client"

import { useTranslations } from "use-intl/react"

/** A proof by passkey in place of the password. */
export function ProofGiven({ name, proof }: { name: string; proof: string }) {
  const t = useTranslations("passkeys.proof")
  return (
    <p role="status" className="text-sm text-muted">
      <input type="hidden" name={name} value={proof} />
      {t("given")}
    </p>
  )
}
