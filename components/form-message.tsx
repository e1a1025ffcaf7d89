"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import type { FormState } from "@/lib/core/forms/form-state"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { ErrorSummary } from "./error-summary"
import { Alert } from "./ui/alert"
import { Changing } from "./ui/changing"

/** The server's message about the form as a whole, with a link to the next step if there is one. */
export function FormMessage({ state, children }: { state: FormState; children?: ReactNode }) {
  const t = useTranslations("common")
  const hydrated = useHydrated()
  const message = state.code === "offline" || state.code === "unreachable" ? t(state.code) : state.message
  if (state.faults) return <ErrorSummary faults={state.faults} />
  // A script checks the browser, and says how that goes.
  if (!message || (state.code === "bot_check_required" && hydrated)) return null
  const alert = (
    <Alert tone={state.ok ? "good" : "bad"}>
      <Changing>{message}</Changing>
      {state.code === "unauthenticated" && (
        <>
          {" "}
          <a href="/login" target="_blank" rel="noopener" className="underline">
            {t("signInAgain")}
          </a>
        </>
      )}
      {children}
    </Alert>
  )
  // With JavaScript the focus is on the invalid field, and its error is enough; a hidden field shows none.
  return state.fieldsOnly ? (
    <div className="[@media(scripting:enabled)]:in-[form:has([aria-invalid])]:hidden">{alert}</div>
  ) : (
    alert
  )
}
