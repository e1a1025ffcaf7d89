"use client"

import { createContext, type ReactNode, useActionState, useContext, useMemo } from "react"
import { type FormAction, type FormState, untouched } from "./form-state"
import { guarded } from "./guarded"

const Person = createContext<string | undefined>(undefined)

/** Says whose the forms inside are: sent as somebody else, they do nothing. */
export function RenderedFor({ id, children }: { id: string | undefined; children: ReactNode }) {
  return <Person value={id}>{children}</Person>
}

/** A form that nobody has sent yet, of the person whose page this is. */
export function useUntouched(): FormState<never> {
  const whose = useContext(Person)
  return useMemo(() => ({ ...untouched, whose }), [whose])
}

/** `useActionState` for a form: whose it is travels with its state, with and without JavaScript. */
export function useFormAction<Field extends string>(action: FormAction<Field>) {
  return useActionState<FormState<Field>, FormData>(guarded(action), useUntouched())
}
