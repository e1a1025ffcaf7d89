"use client"

import { useRouter } from "next/navigation"
import { type ReactNode, startTransition, useEffect, useId } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import type { useServerForm } from "@/lib/core/forms/use-server-form"

type Props = {
  form: Pick<ReturnType<typeof useServerForm<never>>, "state" | "pending" | "formProps">
  org: string
  version: number
  /** Other hidden values. */
  values: Record<string, string>
  children: ReactNode
}

/** A form that saves a part of something, against the version that it shows. */
export function VersionedForm({ form: { state, pending, formProps }, org, version, values, children }: Props) {
  const t = useTranslations("applications")
  const { refresh } = useRouter()
  const id = useId()
  const refused: Partial<Record<string, string>> = state.fields
  const conflict = state.code === "version_conflict"

  // Loads the stored values and their version; the fields keep what was typed.
  useEffect(() => {
    if (state.code === "version_conflict") startTransition(refresh)
  }, [state, refresh])

  return (
    <form {...formProps} className="grid grid-cols-1 gap-5">
      {conflict ? <Alert tone="bad">{t("conflict")}</Alert> : <FormMessage state={state} />}
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="version" value={version} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <ProofField id={`${id}-password`} name="password" error={refused.password} asks={false} />
      <div>
        <Button look="plain" disabled={pending}>
          {t(pending ? "saving" : "save")}
        </Button>
      </div>
    </form>
  )
}
