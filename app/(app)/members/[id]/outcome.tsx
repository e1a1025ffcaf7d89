"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, useEffect } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Alert } from "@/components/ui/alert"
import type { FormState } from "@/lib/core/forms/form-state"

/**
 * Result of a form on a member. After a conflict the page loads and shows the stored values, so that the form can be
 * sent again; the input is kept.
 */
export function Outcome({ state, stored }: { state: FormState; stored: ReactNode }) {
  const t = useTranslations("members.one")
  const router = useRouter()
  const conflict = state.code === "version_conflict"

  useEffect(() => {
    if (conflict && state.n > 0) router.refresh()
  }, [conflict, state.n, router])

  if (!conflict) return <FormMessage state={state} />
  return (
    <Alert tone="note">
      <span role="alert">{t("conflict")}</span> <strong className="font-medium">{stored}</strong>
    </Alert>
  )
}
