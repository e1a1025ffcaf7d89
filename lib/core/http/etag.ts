import { z } from "zod"
import { AppError, fieldError } from "../errors"
import type { Operation } from "./operation"
import type { Incoming } from "./read-body"
import type { Answer } from "./response"

/** Whether an operation returns one object with a version, which is its ETag. */
export const isTagged = ({ result, list }: Operation) =>
  !list && result instanceof z.ZodObject && "version" in result.shape

/**
 * Whether `If-None-Match` can get 304: a version covers neither role nor permissions, which people read from
 * themselves.
 */
export const isRevalidated = (operation: Operation) => isTagged(operation) && operation.permission !== "self"

/** The ETag of a response with one object. */
export function etagOf(operation: Operation, shown: unknown): { etag?: string } {
  if (!isTagged(operation)) return {}
  const { version } = shown as { version?: number }
  return version === undefined ? {} : { etag: `"${version}"` }
}

/** Response to a client that has this version already. */
export function unlessKnown(operation: Operation, request: Incoming, answer: Answer): Answer {
  const tag = answer.headers?.etag
  if (!tag || answer.status !== 200 || !/^(GET|HEAD)$/.test(request.method) || !isRevalidated(operation)) return answer
  return hasTag(request.headers.get("if-none-match"), tag)
    ? { status: 304, body: null, headers: { etag: tag } }
    : answer
}

/** Whether a list of ETags contains this one; compared weakly, since proxies that compress weaken them. */
export function hasTag(header: string | null, tag: string): boolean {
  const plain = (text: string) => text.trim().replace(/^W\//, "")
  return header !== null && (header.trim() === "*" || header.split(",").some((one) => plain(one) === plain(tag)))
}

/**
 * The version in `If-Match`, or null.
 * @throws AppError version_conflict for the ETag of something else, validation_failed for anything but an ETag
 */
export function ifMatch(request: Incoming): number | null {
  const header = request.headers.get("if-match")?.trim()
  if (header === undefined || header === "*") return null
  const [, tag] = /^(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/.exec(header) ?? []
  if (tag === undefined) throw fieldError("If-Match", "invalid", { reason: "etag" })
  if (!/^\d{1,9}$/.test(tag)) throw new AppError("version_conflict")
  return Number(tag)
}
