import type { ReactNode } from "react"
import type { FormState } from "@/lib/forms/form-state"
import { Alert } from "./ui/alert"

/** What the server said about the form as a whole, with a way out where there is one. */
export function FormMessage({ state, children }: { state: FormState; children?: ReactNode }) {
  if (!state.message) return null
  return (
    <Alert tone={state.ok ? "good" : "bad"}>
      {state.message}
      {state.code === "unauthenticated" && (
        <>
          {" "}
          <a href="/login" target="_blank" rel="noopener" className="underline">
            Sign in in a new tab
          </a>
        </>
      )}
      {children}
    </Alert>
  )
}
