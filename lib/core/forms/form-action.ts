import "server-only"
import { refresh } from "next/cache"
import { headers } from "next/headers"
import { redirect, unstable_rethrow } from "next/navigation"
import type { z } from "zod"
import { allTranslations, type Texts } from "../../i18n/translations"
import { requestContext, withRequest } from "../context"
import { AppError } from "../errors"
import type { Act, Given, Right } from "../http/act"
import { perform, performEach } from "../http/perform"
import { parseInput } from "../http/validation"
import type { UserCaller } from "../identity/caller"
import { currentUser } from "../identity/page-session"
import type { Outcome } from "../outcome"
import { admitSender } from "./admit-sender"
import { failure } from "./failure"
import type { FormState, RowAnswer } from "./form-state"
import { type Mapped, type Mapping, mapped } from "./map-form"
import { readForm, typedValues } from "./read-form"
import { isSameOrigin } from "./same-origin"

type Sent<F> = { input: F; me: UserCaller | null }

/** What the browser does next. */
type After<F, Value> = {
  /**
   * Where to go afterwards, a path on this site; undefined stays on the page. `org` is the organization the form was
   * rendered for.
   */
  goTo?: (value: Value, input: F, org: string) => string | undefined | Promise<string | undefined>
  /** Message shown when staying: `(t) => t("profile.saved")`. */
  done?: (t: Texts, value: Value) => string
  /** Values shown once when staying, and never again. */
  once?: (value: Value) => readonly string[]
  /** Result of each row, for a form that acts on many. */
  rows?: (value: Value, input: F) => readonly RowAnswer[] | Promise<readonly RowAnswer[]>
}

type Options<P extends Right, Target, Body, F extends z.ZodObject, Ran, Value> = {
  /** The schema of the form: the API's, a part of it, or an extension. */
  fields: F
  /** Browser side effects around the act, such as setting its cookie; by default only runs the act. */
  around?: (act: () => Promise<Ran>, sent: Sent<z.output<F>>) => Promise<Value>
} & Mapping<P, Target, Body, F> &
  After<z.output<F>, Value>

type ManyOptions<Target, Body, F extends z.ZodObject, Ran> = {
  fields: F
  /** The requested changes, one per row. */
  each: (input: z.output<F>) => readonly Mapped<Target, Body>[]
  rows: (outcomes: readonly Outcome<Ran>[], input: z.output<F>) => readonly RowAnswer[] | Promise<readonly RowAnswer[]>
}

type FieldOf<F extends z.ZodObject> = Extract<keyof z.input<F>, string>
export type Action<F extends z.ZodObject> = (
  previous: FormState<FieldOf<F>>,
  form: FormData,
) => Promise<FormState<FieldOf<F>>>

/**
 * Form handler of an act, the counterpart of `endpoint()`: same-origin → session owner → client limit → session →
 * permission in the form's scope → fields → `perform()`. Any failure is shown in the form, with the typed values except
 * secrets.
 */
export function formAction<P extends Right, Target, Body, Result, Ran, F extends z.ZodObject, Value = Ran>(
  act: Act<P, Target, Body, Result, Ran>,
  options: Options<P, Target, Body, F, Ran, Value>,
): Action<F> {
  return answering(act, options.fields, options, async (form, me) => {
    const sender = await admitSender(act, options.fields, form, me)
    const input = parseInput(options.fields, readForm(form, options.fields))
    const { password, ...asked } = await mapped(act, options.given, input, sender)
    const given = { ...sender, ...asked, door: "browser" }
    const run = () => perform(act, given as unknown as Given<P, Target, Body>, { caller: me, password })
    const value = options.around ? await options.around(run, { input, me }) : ((await run()) as unknown as Value)
    return { input, value }
  })
}

/** Form handler of an act that runs once per row; the password is requested once, before any of them. */
export function formActionForEach<P extends Right, Target, Body, Result, Ran, F extends z.ZodObject>(
  act: Act<P, Target, Body, Result, Ran>,
  { fields, each, rows }: ManyOptions<Target, Body, F, Ran>,
): Action<F> {
  return answering(act, fields, { rows: (value: readonly RowAnswer[]) => value }, async (form, me) => {
    const sender = await admitSender(act, fields, form, me)
    const input = parseInput(fields, readForm(form, fields))
    const all = each(input).map((one) => ({ ...sender, version: null, ...one, door: "browser" }))
    const password = "password" in input && typeof input.password === "string" ? input.password : undefined
    const outcomes = await performEach(act, all as unknown as Given<P, Target, Body>[], { caller: me, password })
    return { input, value: await rows(outcomes, input) }
  })
}

/** Parses the form, runs the act and builds the form state; shared by all forms. */
function answering<F extends z.ZodObject, Value>(
  { permission }: { permission: Right },
  fields: F,
  { goTo, done, once, rows }: After<z.output<F>, Value>,
  run: (form: FormData, me: UserCaller | null) => Promise<{ input: z.output<F>; value: Value }>,
): Action<F> {
  return async function action(previous, sent) {
    // Anyone can call an action with any arguments.
    const form = sent instanceof FormData ? sent : new FormData()
    const n = Number.isSafeInteger(previous?.n) ? previous.n + 1 : 1
    const whose = typeof previous?.whose === "string" ? previous.whose : undefined
    const request = new Headers(await headers())
    return withRequest(requestContext(request), async () => {
      let to: string | undefined
      const answer: FormState<FieldOf<F>> = { n, ok: true, whose, fields: {}, values: {} }
      const refused = (why: object) => ({ n, whose, fields: {}, values: typedValues(form, fields), ...why })
      try {
        if (!isSameOrigin(request)) throw new AppError("cross_site")
        const me = await currentUser()
        if (me && (whose ?? (permission === "public" ? me.userId : "")) !== me.userId)
          return refused({ code: "other_person", message: await otherPerson(me) })
        const { input, value } = await run(form, me)
        to = await goTo?.(value, input, String(form.get("org") ?? ""))
        answer.message = done?.(await allTranslations(), value)
        answer.once = once?.(value)
        answer.rows = await rows?.(value, input)
      } catch (error) {
        unstable_rethrow(error)
        return refused(await failure(error, fields))
      }
      if (to) redirect(to)
      refresh()
      return answer
    })
  }
}

const otherPerson = async ({ email }: UserCaller) => (await allTranslations())("common.otherPerson", { email })
