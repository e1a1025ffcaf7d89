"use client"

import { startTransition, useEffect, useEffectEvent, useState } from "react"
import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { usePasskeySupport } from "@/components/use-passkey-support"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { signInByPasskey } from "./passkey-actions"

/** Milliseconds after which the autofill gets a new challenge: they expire after 15 minutes. */
const renewal = 14 * 60_000

/** Whether this browser offers passkeys among the suggestions of the email field. */
const suggests = async () => (await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false

async function challenged() {
  const response = await fetch("/api/v1/auth/passkey/options", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  })
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()).data
}

/** Sign-in by passkey: a button, and suggestions in the email field. Nothing without support or JavaScript. */
export function PasskeySignIn({ next }: { next: string }) {
  const t = useTranslations("passkeys.signIn")
  const [state, dispatch, pending] = useFormAction(signInByPasskey)
  const [canceled, setCanceled] = useState(false)
  const supported = usePasskeySupport()
  const hydrated = useHydrated()

  async function ask(byAutofill: boolean): Promise<void> {
    const { challenge, options } = await challenged()
    const { startAuthentication } = await import("@simplewebauthn/browser")
    const response = await startAuthentication({ optionsJSON: options, useBrowserAutofill: byAutofill })
    const form = new FormData()
    form.set("next", next)
    form.set("challenge", challenge)
    form.set("response", JSON.stringify(response))
    startTransition(() => dispatch(form))
  }

  const suggest = useEffectEvent(async () => {
    // A dialog by the button, or a newer challenge, ends the one before.
    if (await suggests()) await ask(true).catch(() => {})
  })
  useEffect(() => {
    if (!supported) return
    void suggest()
    const timer = setInterval(() => void suggest(), renewal)
    return () => clearInterval(timer)
  }, [supported])

  if (hydrated && !supported) return null
  const onClick = () => {
    setCanceled(false)
    ask(false).catch(() => setCanceled(true))
  }
  return (
    // Keeps its place until the browser says that it can: nothing moves.
    <div className={hydrated ? "grid gap-4" : "grid gap-4 invisible noscript:hidden"}>
      {canceled ? <Alert tone="bad">{t("canceled")}</Alert> : <FormMessage state={state} />}
      <Button type="button" look="plain" disabled={pending} onClick={onClick}>
        {t("use")}
      </Button>
    </div>
  )
}
