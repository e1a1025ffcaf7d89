"use client"

import { type ComponentType, createContext, useContext } from "react"
import type { FormState } from "@/lib/core/forms/form-state"
import { useHydrated } from "@/lib/core/forms/use-hydrated"

export type BotCheckProps = {
  /** The state of the form's action. */
  state: FormState
  /** Which of the form's buttons send the protected action; by default all. */
  applies?: (submitter: HTMLElement | null) => boolean
}

type Check = { needed: boolean; Field: ComponentType<BotCheckProps & { needed: boolean }> }

/** What proves work here; null where nothing has to be proved. */
export const BotCheckContext = createContext<Check | null>(null)

/** Proves work for the form that it is in, if it has to. Without JavaScript there is no field, so the server knows. */
export function BotCheck(props: BotCheckProps) {
  const check = useContext(BotCheckContext)
  const hydrated = useHydrated()
  return check && hydrated ? <check.Field needed={check.needed} {...props} /> : null
}
