import { currentRequest, takeTime } from "../context"
import { hmac, sameBytes } from "../crypto"
import { withCommitHook } from "../db/transaction"
import { AppError, fieldError, isAppError } from "../errors"
import type { Caller } from "../identity/caller"
import { log } from "../observability/log"
import { openSealed, seal } from "../seal"
import { type Attempt, claim, type KeyId, keep, keepAnswer, release } from "./idempotency-store"
import type { Operation } from "./operation"
import type { Incoming } from "./read-body"
import { type Answer, failureOf } from "./response"
import { respond } from "./result"

type Asked = {
  operation: Operation
  request: Incoming
  caller: Caller
  scope: { tenantId: string | null; organizationId: string | null }
  /**
   * As parsed by its schema, so that key order and defaults make no difference; undefined for an operation without one.
   */
  body: unknown
}

/**
 * Returns the response of `run`, and runs it at most once per `Idempotency-Key`
 * (draft-ietf-httpapi-idempotency-key-header-07): a repeated request gets the first response. The key is claimed first,
 * by one of any number of requests, whose response is committed in the transaction of the write. So a crash before that
 * commit leaves a claim that lapses, and one after it a response that is repeated.
 * @throws AppError validation_failed (no key, or more than 255 characters), idempotency_key_reused, request_in_progress
 */
export async function withIdempotency(asked: Asked, run: () => Promise<unknown>): Promise<Answer> {
  const key = asked.request.headers.get("idempotency-key")
  if (key === null) return respond(asked.operation, await run())
  if (key.length === 0 || key.length > 255) throw fieldError("Idempotency-Key", "invalid_length", { min: 1, max: 255 })
  const { id, print } = identify(asked, key)
  const found = await claim(id, print)
  if (found.attempt) return first(asked.operation, found.attempt, run)
  // Before the bodies are compared: under another AUTH_SECRET no body's HMAC is equal.
  const kept = found.answer && openSealed<Answer>("idempotency", found.answer)
  if (found.answer && !kept) throw unreadable()
  if (!sameBytes(found.print, print.current) && !sameBytes(found.print, print.previous))
    throw new AppError("idempotency_key_reused")
  if (!kept) throw new AppError("request_in_progress", { retryAfter: 1 })
  const { status, body, headers } = kept
  await checkReplay(asked, status, body)
  return { status, body, headers: { ...headers, "idempotency-replayed": "true" } }
}

/** Other operations were authorized by `admit`; one of "self" shows what its caller may have lost since. */
async function checkReplay({ operation, caller }: Asked, status: number, body: unknown): Promise<void> {
  if (!operation.replay || caller.kind !== "user" || status >= 300) return
  await operation.replay(caller, (body as { data: never }).data)
}

function unreadable(): AppError {
  log.error(
    { request_id: currentRequest().requestId },
    "a kept response cannot be decrypted: it was written under another AUTH_SECRET",
  )
  return new AppError("idempotency_key_reused", { reason: "response_lost" })
}

function identify({ request, caller, scope, body }: Asked, key: string) {
  const { pathname, search } = new URL(request.url, "http://localhost")
  const id: KeyId = {
    tenantId: scope.tenantId ?? "ten_system",
    credential: credentialOf(caller),
    organizationId: scope.organizationId ?? "",
    method: request.method,
    path: pathname.replace(/^\/api(?=\/v1\/)/, ""),
    key,
  }
  const text = `${search}\n${JSON.stringify(body) ?? ""}`
  return { id, print: { current: hmac("idempotency", text), previous: hmac("idempotency", text, "previous") } }
}

/** An application does not see what others, or the person's own tokens, have been told. */
function credentialOf(caller: Caller): string {
  if (caller.kind === "api_key") return caller.keyId
  return caller.through ? `${caller.userId} ${caller.through.applicationId}` : caller.userId
}

async function first(operation: Operation, attempt: Attempt, run: () => Promise<unknown>): Promise<Answer> {
  let kept: { value: unknown; answer: Answer } | undefined
  try {
    const value = await withCommitHook(async (tx, value) => {
      // A partial result isn't the response.
      const answer = operation.unfinished ? undefined : await tryAnswer(operation, value)
      kept = answer && { value, answer }
      await keep(tx, attempt, answer ? seal("idempotency", answer) : null, answer?.status ?? null)
    }, run)
    if (kept && kept.value === value) return kept.answer
    const answer = await respond(operation, value)
    // The request's own time may be used up: what it has claimed is settled all the same.
    takeTime()
    if (operation.unfinished?.(value as never)) await release(attempt)
    else await keepAnswer(attempt, seal("idempotency", answer), answer.status)
    return answer
  } catch (error) {
    takeTime()
    if (isAppError(error) && isKept(error)) {
      const answer = failureOf(error)
      await keepAnswer(attempt, seal("idempotency", answer), answer.status)
    } else await release(attempt).catch(() => {})
    throw error
  }
}

/** Errors that a retry should not repeat are not stored. */
function isKept({ status, code }: AppError): boolean {
  return status < 500 && status !== 429 && code !== "request_in_progress"
}

/** A service usually returns its transaction's value itself; otherwise the response is stored once it is known. */
async function tryAnswer(operation: Operation, value: unknown): Promise<Answer | undefined> {
  try {
    return await respond(operation, value)
  } catch {
    return undefined
  }
}
