"use client"

import { startTransition, useEffect, useEffectEvent, useId, useState } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { usePasskeySupport } from "@/components/use-passkey-support"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import type { Asked } from "@/lib/second-factor/schema"
import { add, begin } from "./actions"
import { ProofFields } from "./proof-fields"

/** Adds a passkey: a recent proof, then the browser's dialog. */
export function AddPasskey({ asks }: { asks: Asked }) {
  const t = useTranslations("passkeys")
  const id = useId()
  const [begun, start, starting] = useFormAction(begin)
  const [added, finish, finishing] = useFormAction(add)
  const [problem, setProblem] = useState<"already" | "canceled">()
  const [supported, hydrated] = [usePasskeySupport(), useHydrated()]

  const create = useEffectEvent(async (json: string) => {
    const { challenge, options } = JSON.parse(json)
    const { startRegistration } = await import("@simplewebauthn/browser")
    try {
      const response = await startRegistration({ optionsJSON: options })
      const form = new FormData()
      form.set("challenge", challenge)
      form.set("response", JSON.stringify(response))
      startTransition(() => finish(form))
    } catch (error) {
      setProblem(error instanceof Error && error.name === "InvalidStateError" ? "already" : "canceled")
    }
  })
  const json = begun.once?.[0]
  useEffect(() => {
    if (json) void create(json)
  }, [json])

  if (hydrated && !supported) return <p className="text-sm text-muted">{t("unsupported")}</p>
  const latest = json ? added : begun
  return (
    <form
      action={(form) => {
        setProblem(undefined)
        start(form)
      }}
      className="grid max-w-form gap-4"
    >
      {problem ? <Alert tone="bad">{t(problem)}</Alert> : <FormMessage state={withoutFields(latest)} />}
      <ProofFields id={id} state={begun} asks={asks} />
      <div className="noscript:hidden">
        <Button look="plain" disabled={starting || finishing}>
          {t("add")}
        </Button>
      </div>
      <p className="hidden text-sm text-muted noscript:block">{t("scripts")}</p>
    </form>
  )
}

/** The message of a field that isn't shown is the form's. */
const withoutFields = (state: ReturnType<typeof useFormAction<string>>[0]) =>
  state.fields.response ? { ...state, message: state.fields.response } : state
