import type { z } from "zod"
import type { Act, ActorFor, Out, Right } from "../http/act"
import { pick } from "../http/act-door"
import type { Schema } from "../http/operation"
import type { UserCaller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"

/** An act's input from a form. */
export type Mapped<Target, Body> = (Target extends Schema ? { target: Out<Target> } : { target?: undefined }) &
  (Body extends Schema ? { body: Out<Body> } : { body?: undefined }) & {
    /** The version that the form shows. */
    version?: number | null
    /** The confirmed password, where the form requires it. */
    password?: string | undefined
  }

/** The sender of a form, as its act requires. */
export type Sender<P extends Right> = [P] extends [Requirement]
  ? { me: UserCaller; actor: ActorFor<P> }
  : { me: UserCaller | null }

type Needs<S> = S extends Schema ? z.output<S> : unknown
type Map<P extends Right, Target, Body, F> = (
  input: F,
  sender: Sender<P>,
) => Mapped<Target, Body> | Promise<Mapped<Target, Body>>

/** Maps a form's fields to the act's input: by name, or by `given`. */
export type Mapping<P extends Right, Target, Body, F extends z.ZodObject> = [z.output<F>] extends [
  Needs<Target> & Needs<Body>,
]
  ? { given?: Map<P, Target, Body, z.output<F>> }
  : { given: Map<P, Target, Body, z.output<F>> }

/**
 * Builds the act's input from a form's fields. `version` and `password` are reserved names where the act has versions
 * or a proof.
 */
export async function mapped<P extends Right, Target, Body, Result, Ran>(
  act: Act<P, Target, Body, Result, Ran>,
  given: ((input: never, sender: never) => unknown) | undefined,
  input: Record<string, unknown>,
  sender: object,
): Promise<{ target?: unknown; body?: unknown; version: number | null; password: string | undefined }> {
  const none = { version: null, password: undefined }
  if (given) return { ...none, ...((await given(input as never, sender as never)) as object) }
  const { version, password } = input
  return {
    target: pick(input, act.target),
    body: pick(input, act.body),
    version: act.version && typeof version === "number" ? version : null,
    password: act.proof && typeof password === "string" ? password : undefined,
  }
}
