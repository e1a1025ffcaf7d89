import "server-only"
import { refresh } from "next/cache"
import { headers } from "next/headers"
import { redirect, unstable_rethrow } from "next/navigation"
import type { z } from "zod"
import { allTranslations, type Texts } from "../../i18n/translations"
import { requestContext, withRequest } from "../context"
import { AppError } from "../errors"
import { parseInput } from "../http/validation"
import type { Actor } from "../identity/authorize"
import type { UserCaller } from "../identity/caller"
import { actorIn, currentUser } from "../identity/page-session"
import type { Permission } from "../identity/permissions"
import { failure } from "./failure"
import type { FormState, RowAnswer } from "./form-state"
import { readForm, typedValues } from "./read-form"
import { isSameOrigin } from "./same-origin"

/** Who may send a form: anybody, a signed-in person, or who holds a permission in the organization named by its `org` field. */
type FormRight = "public" | "self" | Permission

type Sender<P extends FormRight> = P extends "public"
  ? { me: UserCaller | null }
  : P extends Permission
    ? { me: UserCaller; actor: Actor<P> }
    : { me: UserCaller }

type Options<P extends FormRight, S extends z.ZodObject, Result> = {
  permission: P
  /** The schema of the API, or a part of it. */
  body: S
  run: (given: Sender<P> & { input: z.output<S> }) => Promise<Result>
  /** Where to go afterwards, a path on this site; undefined stays on the page. */
  goTo?: (result: Result, input: z.output<S>) => string | undefined
  /** What is said when staying: `(t) => t("profile.saved")`. */
  done?: (t: Texts, result: Result) => string
  /** What is shown when staying, and never again. */
  once?: (result: Result) => readonly string[]
  /** What became of each row, for a form that acts on many. */
  rows?: (result: Result) => readonly RowAnswer[]
}

type FieldOf<S extends z.ZodObject> = Extract<keyof z.input<S>, string>

/**
 * A form's action, the sibling of `endpoint()`: same-origin → session → permission in the organization that the form
 * was rendered for → body → `run`. Whatever goes wrong is answered in the form, with what was typed and no secrets.
 */
export function formAction<P extends FormRight, S extends z.ZodObject, Result>(options: Options<P, S, Result>) {
  type Field = FieldOf<S>
  return async function action(previous: FormState<Field>, form: FormData): Promise<FormState<Field>> {
    const n = Number.isSafeInteger(previous?.n) ? previous.n + 1 : 1
    const request = new Headers(await headers())
    return withRequest(requestContext(request), async () => {
      let to: string | undefined
      let message: string | undefined
      let once: readonly string[] | undefined
      let rows: readonly RowAnswer[] | undefined
      try {
        if (!isSameOrigin(request)) throw new AppError("cross_site")
        const sender = await admit(options.permission, form)
        const input = parseInput(options.body, readForm(form, options.body))
        const result = await options.run({ ...sender, input } as never)
        to = options.goTo?.(result, input)
        message = options.done?.(await allTranslations(), result)
        once = options.once?.(result)
        rows = options.rows?.(result)
      } catch (error) {
        unstable_rethrow(error)
        return {
          n,
          ...(await failure(error, options.body)),
          values: typedValues(form, options.body),
        } as FormState<Field>
      }
      if (to) redirect(to)
      refresh()
      return { n, ok: true, message, once, rows, fields: {}, values: {} }
    })
  }
}

async function admit(right: FormRight, form: FormData): Promise<{ me: UserCaller | null; actor?: Actor<Permission> }> {
  const me = await currentUser()
  if (right === "public") return { me }
  if (!me) throw new AppError("unauthenticated", { reason: "session_ended" })
  if (right === "self") return { me }
  const org = form.get("org")
  return { me, actor: await actorIn(me, typeof org === "string" ? org : undefined, right) }
}
