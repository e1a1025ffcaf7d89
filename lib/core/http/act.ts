import type { z } from "zod"
import type { ErrorCode, FieldError } from "../errors"
import type { Scope } from "../identity/access"
import type { Actor } from "../identity/authorize"
import type { Caller, KeyCaller, UserCaller } from "../identity/caller"
import type { Requirement } from "../identity/permissions"
import type { MailKind } from "../rate-limit/mail"
import type { Binary, ClientLimit, Raw, Schema } from "./operation"

/** Max size of a JSON body with many rows, in bytes. */
export const maxBatch = 4 * 1024 * 1024

/** What an act requires: a requirement, or "public" for none. */
export type Right = Requirement | "public"

/** Origin of a request: a form of a page, or the API. A session created by it is of this kind. */
type Door = "browser" | "api"

/**
 * The caller type for the requirement `P`: a person for "self", an API key for "api_key", otherwise an actor who meets
 * it.
 */
export type ActorFor<P extends Requirement> = [P] extends ["self"]
  ? UserCaller
  : [P] extends ["api_key"]
    ? KeyCaller
    : Actor<P>

/** Output of a schema; undefined without one. */
export type Out<S> = S extends Schema ? z.output<S> : undefined

type By<P extends Right> = [P] extends [Requirement]
  ? { actor: ActorFor<P> }
  : {
      /** The caller, where the request has a credential. */
      sender: () => Promise<Caller | null>
    }

/** Input of an act, from an endpoint or a form. */
export type Given<P extends Right, Target, Body> = By<P> & {
  /** The target of the act. */
  target: Out<Target>
  body: Out<Body>
  /** The version that the caller has seen, or null. */
  version: number | null
  door: Door
}

type Recipient = {
  email: string
  /** The tenant that the email is sent for; null for an account's own. */
  tenantId: string | null
  /** Whose budget it is; see MailKind. */
  kind?: MailKind
}

/**
 * A rate limit of an act, counted once, in endpoints and forms alike: per client, before anything is read; per email
 * recipient and tenant, refunded when the act fails; or per session of a refresh token.
 */
export type ActLimit<G> =
  | ClientLimit
  | { mailTo: (given: G) => Recipient | null | Promise<Recipient | null> }
  | { refreshOf: (given: G) => string }

/** When a browser session whose last proof is old has to confirm the password. */
type ActProof<G> = {
  asks: (given: G) => boolean | Promise<boolean>
  /** @throws AppError validation_failed on `password` */
  require: (me: UserCaller, password: string | undefined) => Promise<void>
}

/** One operation, declared once, for `endpoint()` and `formAction()`. */
export type Act<P extends Right, Target, Body, Result, Ran> = {
  permission: P
  /** The scope that the permission is checked in; by default the organization of the token, key or form. */
  scope?: (caller: Caller, raw: Raw) => Scope | Promise<Scope>
  /** ID of the person whose own data this is: they need no permission for it. */
  self?: (params: Record<string, string>) => string | undefined
  /** The schema of the target. */
  target?: Target
  body?: Body
  /** Rules that need the server's settings, for a body that is invalid otherwise: all its fields are reported together. */
  rules?: (body: Record<string, unknown>, caller: Caller | null) => FieldError[]
  /** The request body of the API is bytes instead of JSON. */
  binary?: Binary
  /** Max size of the API's JSON body in bytes, where it is not 64 KiB. */
  maxBody?: number
  /** The response schema: an allow-list of fields. */
  result?: Result
  errors?: readonly ErrorCode[]
  limit?: ActLimit<Given<P, Target, Body>>
  proof?: ActProof<Given<P, Target, Body>>
  /**
   * For versioned targets: true where `run` compares versions, or a function that reads the stored one where there is a
   * proof.
   */
  version?: true | ((given: Given<P, Target, Body>) => Promise<number>)
  /** Whether a result is partial: a repeat with the same `Idempotency-Key` goes on with the rest. */
  unfinished?: (ran: Ran) => boolean
  run: (given: Given<P, Target, Body>) => Promise<Ran>
}

/** Declares an operation, for endpoints and forms. */
export function act<
  P extends Right,
  Ran,
  Target extends z.ZodObject | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Result extends Schema | undefined = undefined,
>(declared: Act<P, Target, Body, Result, Ran>): Act<P, Target, Body, Result, Ran> {
  return declared
}
