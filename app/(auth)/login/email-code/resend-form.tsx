"use client"

import { useEffect, useState } from "react"
import { useTranslations } from "use-intl/react"
import { BotCheck } from "@/components/bot-check"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { emailCodeAgain } from "./actions"

/** Asks for another code, in `wait` seconds; without JavaScript the server says how long it still takes. */
export function ResendForm({ next, wait }: { next: string; wait: number }) {
  const t = useTranslations("emailCode")
  const [state, dispatch, pending] = useFormAction(emailCodeAgain)
  const hydrated = useHydrated()
  const [waiting, setWaiting] = useState(wait > 0)

  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), wait * 1000)
    return () => clearTimeout(timer)
  }, [wait])

  return (
    <form action={dispatch} className="grid justify-items-start gap-3">
      <FormMessage state={state} />
      <input type="hidden" name="next" value={next} />
      <BotCheck state={state} />
      <Button look="plain" size="small" disabled={pending || (hydrated && waiting)}>
        {pending ? t("sending") : t("again")}
      </Button>
      {hydrated && waiting && <p className="text-sm text-muted">{t("wait", { seconds: String(wait) })}</p>}
    </form>
  )
}
