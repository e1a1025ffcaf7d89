"use client"

import { createContext, lazy, type ReactNode, Suspense, useContext } from "react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import type { BotCheckProps } from "./bot-check-field"

const Needed = createContext<boolean | null>(null)
const Field = lazy(() => import("./bot-check-field").then((m) => ({ default: m.BotCheckField })))

/** Says whether the forms inside have to prove work the next time; without, `BotCheck` does nothing. */
export function BotCheckProvider({ needed, children }: { needed: boolean; children: ReactNode }) {
  return <Needed value={needed}>{children}</Needed>
}

/**
 * Proves work for the form that it is in. Where the page or the server's response says so, a solution is found in a worker
 * before the form is sent, again without another click. Without JavaScript there is no field, so the server knows.
 */
export function BotCheck(props: BotCheckProps) {
  const needed = useContext(Needed)
  const hydrated = useHydrated()
  if (needed === null || !hydrated) return null
  return (
    <Suspense>
      <Field needed={needed} {...props} />
    </Suspense>
  )
}
