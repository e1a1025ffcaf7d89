"use client"

import { createContext, type ReactNode, use, useMemo, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { FormAction } from "@/lib/core/forms/form-state"
import { guarded } from "@/lib/core/forms/guarded"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import { Button } from "./ui/button"
import { usePasskeySupport } from "./use-passkey-support"

type Actions = { begin: FormAction; finish: FormAction }

const Proofs = createContext<Actions | null>(null)

/** Provides the actions of a proof by passkey to the forms inside; `enabled` where the person has a passkey. */
export function PasskeyProof({
  children,
  enabled,
  begin,
  finish,
}: Actions & { enabled: boolean; children: ReactNode }) {
  const actions = useMemo(() => (enabled ? { begin, finish } : null), [enabled, begin, finish])
  return <Proofs value={actions}>{children}</Proofs>
}

/** Whether forms here can be confirmed with a passkey, in this browser. */
export function useProofByPasskey(): boolean {
  const supported = usePasskeySupport()
  return use(Proofs) !== null && supported
}

/** A button that confirms with a passkey; `onProof` receives what stands for the password. */
export function UsePasskey({ onProof }: { onProof: (proof: string) => void }) {
  const t = useTranslations("passkeys.proof")
  const actions = use(Proofs)
  const untouched = useUntouched()
  const [problem, setProblem] = useState("")
  const [pending, setPending] = useState(false)
  if (!actions) return null
  const { begin, finish } = actions

  async function ask(): Promise<string> {
    const asked = await guarded(begin)(untouched, new FormData())
    const [begun] = asked.once ?? []
    if (!begun) return asked.message ?? t("failed")
    const { challenge, options } = JSON.parse(begun)
    const { startAuthentication } = await import("@simplewebauthn/browser")
    const response = await startAuthentication({ optionsJSON: options }).catch(() => null)
    if (!response) return t("canceled")
    const answer = new FormData()
    answer.set("challenge", challenge)
    answer.set("response", JSON.stringify(response))
    const done = await guarded(finish)(untouched, answer)
    const [proof] = done.once ?? []
    if (!proof) return done.fields.response ?? done.message ?? t("failed")
    onProof(proof)
    return ""
  }

  async function onClick() {
    setPending(true)
    setProblem("")
    setProblem(await ask().catch(() => t("failed")))
    setPending(false)
  }

  return (
    <div className="grid justify-items-start gap-2">
      <Button type="button" look="plain" size="small" disabled={pending} onClick={onClick}>
        {t("use")}
      </Button>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  )
}
