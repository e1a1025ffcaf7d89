import { unstable_rethrow } from "next/navigation"
import type { FormAction, FormState } from "./form-state"
import { typedEntries } from "./read-form"

/**
 * Wraps an action for `useActionState`: a network failure becomes a message in the form, which keeps the typed values.
 * On the server it is the action itself, so that the form works without JavaScript.
 */
export function guarded<Field extends string>(action: FormAction<Field>): FormAction<Field> {
  if (typeof window === "undefined") return action
  return async (previous, form) => {
    try {
      return await action(previous, form)
    } catch (error) {
      unstable_rethrow(error)
      const code = navigator.onLine ? "unreachable" : "offline"
      const { n, whose } = previous
      return { n: n + 1, whose, code, fields: {}, values: typedEntries(form) } as FormState<Field>
    }
  }
}
