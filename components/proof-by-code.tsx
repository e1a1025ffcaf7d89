"use client"

import { createContext, type ReactNode, useContext } from "react"
import { useTranslations } from "use-intl/react"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { Button } from "./ui/button"
import type { FieldProps } from "./ui/field"
import { TextField } from "./ui/text-field"

type Sending = { sent: boolean; message: string | undefined; pending: boolean }

const Context = createContext<Sending | null>(null)

/** Null where the person confirms with their password. */
export const useProofByCode = () => useContext(Context)

const formId = "proof-code"

/** Lets the proof fields inside ask for a code that is emailed, instead of a password. */
export function ProofByCode({ action, children }: { action: FormAction; children: ReactNode }) {
  const [state, dispatch, pending] = useFormAction(action)
  return (
    <Context value={{ sent: state.ok === true, message: state.message, pending }}>
      <form id={formId} action={dispatch} hidden />
      {children}
    </Context>
  )
}

/** A button that emails a code, and its field. The button belongs to the form above, which works without JavaScript. */
export function ProofCodeField(field: Omit<FieldProps, "label">) {
  const t = useTranslations("proofCode")
  const { message, pending, sent } = useProofByCode() ?? {}
  return (
    <div className="grid justify-items-start gap-3">
      <Button form={formId} look="plain" size="small" disabled={pending}>
        {pending ? t("sending") : t("send")}
      </Button>
      <p role="status" className={sent ? "text-sm text-good" : "text-sm text-danger"}>
        {message}
      </p>
      <div className="w-full">
        <TextField
          {...field}
          label={t("label")}
          hint={t("hint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          required
        />
      </div>
    </div>
  )
}
