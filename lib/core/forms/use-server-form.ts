"use client"

import { startTransition, useEffect, useId, useMemo, useRef, useState } from "react"
import type { z } from "zod"
import type { Checker } from "./checker"
import type { FieldFault, FormAction, FormState, FormValues } from "./form-state"
import { useFormAction } from "./rendered-for"
import { useHydrated } from "./use-hydrated"

type Options<Field extends string> = {
  action: FormAction<Field>
  /** The action's schema, loaded on the first input: `() => import("…").then((m) => m.NewInvite)`. */
  schema: () => Promise<z.ZodObject>
  /** Initial values. */
  values?: FormValues<Field>
  /** Clears the form after a success. */
  clear?: boolean
}

type Errors = Record<string, string | undefined>

/** A form that works without JavaScript and, with it, validates while typing, by the server's schema. */
export function useServerForm<Field extends string>({ action, schema, values: initial = {}, clear }: Options<Field>) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const loading = useRef(false)
  const checker = useRef<Checker>(undefined)
  const [state, dispatch, pending] = useFormAction(action)
  const [submitted, setSubmitted] = useState(0)
  const [found, setFound] = useState<{ after: FormState<Field>; errors: Errors }>()
  const hydrated = useHydrated()

  // Errors found while typing count until the server responds again.
  const errors: Errors = found?.after === state ? found.errors : state.fields
  const show = (next: Errors) => setFound({ after: state, errors: next })

  useEffect(() => {
    if (state.ok && clear) form.current?.reset()
  }, [state, clear])

  const faults = useMemo(() => faultsOf(errors, id), [errors, id])
  // While fields are corrected one after the other, the focus stays where the user types.
  useEffect(() => {
    if (state.n + submitted === 0) return
    const invalid = form.current?.querySelector<HTMLElement>("[data-error-summary], [aria-invalid=true]")
    if (invalid) invalid.focus()
    // The message is above the fields, the button that was pressed below: on a phone, far away.
    else form.current?.querySelector("[role=alert], [role=status]")?.scrollIntoView({ block: "nearest" })
  }, [state, submitted])

  async function load() {
    const element = form.current
    if (loading.current || !element) return
    loading.current = true
    try {
      const [{ createChecker, pageTexts }, body] = await Promise.all([import("./checker"), schema()])
      checker.current = createChecker(element, body, await pageTexts())
    } catch {
      // Offline, or an older build: the server validates in any case.
      loading.current = false
    }
  }

  async function onInput({ target }: React.FormEvent<HTMLFormElement>) {
    void load()
    const name = target instanceof Element ? (target.getAttribute("name") ?? "") : ""
    if (errors[name] && checker.current) show({ ...errors, [name]: await checker.current.recheck(name) })
  }

  function onSubmit(event: React.SyntheticEvent<HTMLFormElement, SubmitEvent>) {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget, event.nativeEvent.submitter)
    const send = () => startTransition(() => dispatch(data))
    const refuse = (errors: Errors) => {
      show(errors)
      setSubmitted((n) => n + 1)
    }
    if (checker.current) checker.current.submit(send, refuse)
    else send()
  }

  function current(name: Field): string | string[] | undefined {
    const values: FormValues = { ...initial, ...state.values }
    return values[name]
  }

  /** Props of a field's control. */
  function field(name: Field) {
    const value = current(name)
    return {
      id: `${id}-${name}`,
      name,
      error: errors[name],
      defaultValue: Array.isArray(value) ? value.join(", ") : value,
    }
  }

  /** Whether one of several checkboxes of a name is checked initially. */
  function checked(name: Field, value: string): boolean {
    return [current(name)].flat().includes(value)
  }

  const formProps = { ref: form, action: dispatch, onSubmit, onInput, onFocus: load, noValidate: hydrated }
  const corrected = state.fieldsOnly && found?.after === state && faults.length === 0
  const message = corrected ? undefined : state.message
  const shown: FormState<Field> = faults.length > 1 ? { ...state, faults } : { ...state, message }
  return { state: shown, pending, formProps, field, checked }
}

/** An error of a list's item, such as `permissions.0`, is also its field's. */
const faultsOf = (errors: Errors, id: string): FieldFault[] =>
  Object.entries(errors).flatMap(([name, error]) =>
    error && !name.includes(".") ? [{ id: `${id}-${name}`, error }] : [],
  )
