"use client"

import { createContext, type ReactNode, useActionState, useContext, useMemo } from "react"
import { type FormAction, type FormState, untouched } from "./form-state"
import { guarded } from "./guarded"
import { useKeptFocus } from "./use-kept-focus"

const Person = createContext<string | undefined>(undefined)

/** Marks the owner of the forms inside: submitted in another person's session, they are rejected. */
export function RenderedFor({ id, children }: { id: string | undefined; children: ReactNode }) {
  return <Person value={id}>{children}</Person>
}

/** State of an unsubmitted form, with the person whose page this is. */
export function useUntouched(): FormState<never> {
  const whose = useContext(Person)
  return useMemo(() => ({ ...untouched, whose }), [whose])
}

/** `useActionState` for a form: its owner's ID travels with the state, with and without JavaScript. */
export function useFormAction<Field extends string>(action: FormAction<Field>) {
  const form = useActionState<FormState<Field>, FormData>(guarded(action), useUntouched())
  useKeptFocus(form[2])
  return form
}
