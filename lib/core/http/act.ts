import type { z } from "zod"
import type { ErrorCode } from "../errors"
import type { Scope } from "../identity/access"
import type { Actor } from "../identity/authorize"
import type { Caller, KeyCaller, UserCaller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"
import type { MailKind } from "../rate-limit/mail"
import type { ClientLimit, Raw, Schema } from "./operation"

/** Who may do something: who holds a right, or "public", anybody. */
export type Right = Requirement | "public"

/** Which way something was asked for: a form of a page, or the API. A session that begins by it is of this kind. */
type Door = "browser" | "api"

/** Who runs what asks for `P`: a person for "self", a server for "api_key", else an actor who holds it. */
export type ActorFor<P extends Requirement> = [P] extends ["self"]
  ? UserCaller
  : [P] extends ["api_key"]
    ? KeyCaller
    : Actor<P>

/** What a schema reads; undefined without one. */
export type Out<S> = S extends Schema ? z.output<S> : undefined

type By<P extends Right> = [P] extends [Requirement]
  ? { actor: ActorFor<P> }
  : {
      /** Who sends it, if they say so. */
      sender: () => Promise<Caller | null>
    }

/** What an act is given, whatever door it came through. */
export type Given<P extends Right, Target, Body> = By<P> & {
  /** What it is done to. */
  target: Out<Target>
  body: Out<Body>
  /** The version that the caller has seen, or null. */
  version: number | null
  door: Door
}

type Recipient = {
  email: string
  /** Whose mail it is; null for an account's own. */
  tenantId: string | null
  /** Whose budget it is; see MailKind. */
  kind?: MailKind
}

/**
 * A limit that is counted for an act, once, in both doors: of the client, before anything is read; of the recipient of a
 * mail and its tenant, taken back when the act fails; or of the session that a refresh token belongs to.
 */
export type ActLimit<G> =
  | ClientLimit
  | { mailTo: (given: G) => Recipient | null | Promise<Recipient | null> }
  | { refreshOf: (given: G) => string }

/** When a browser session whose last proof is old has to show the password again. */
type ActProof<G> = {
  asks: (given: G) => boolean | Promise<boolean>
  /** @throws AppError validation_failed on `password` */
  require: (me: UserCaller, password: string | undefined) => Promise<void>
}

/** One thing that can be done, declared once: `endpoint()` and `formAction()` take it. */
export type Act<P extends Right, Target, Body, Result, Ran> = {
  permission: P
  /** Where the permission has to hold; by default the organization of the token, key or form. */
  scope?: (caller: Caller, raw: Raw) => Scope | Promise<Scope>
  /** The person whose own affair this is: they need no permission for it. */
  self?: (params: Record<string, string>) => string | undefined
  /** The schema of what it is done to. */
  target?: Target
  body?: Body
  /** What may leave through the API, field by field. */
  result?: Result
  errors?: readonly ErrorCode[]
  limit?: ActLimit<Given<P, Target, Body>>
  proof?: ActProof<Given<P, Target, Body>>
  /** For what has versions: true where `run` compares them, and what reads the stored one where there is a proof. */
  version?: true | ((given: Given<P, Target, Body>) => Promise<number>)
  run: (given: Given<P, Target, Body>) => Promise<Ran>
}

/** Declares what can be done, whatever door it comes through. */
export function act<
  P extends Right,
  Ran,
  Target extends z.ZodObject | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
>(declared: Act<P, Target, Body, Result, Ran>): Act<P, Target, Body, Result, Ran> {
  return declared
}
