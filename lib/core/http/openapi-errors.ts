import { type ErrorCode, policyRefusals, statusOf } from "../errors"
import { openingOf } from "./admit-application"
import { englishOf } from "./english"
import { failureHeaders } from "./openapi-headers"
import type { Json } from "./openapi-json"
import type { Operation } from "./operation"

/** A JSON response. */
export const answer = (description: string, schema: Json, headers: Json) => ({
  description,
  headers,
  content: { "application/json": { schema } },
})

/** The errors of an operation by status; their codes are in the description. */
export function failures(operation: Operation, path: string): Json {
  const guarded: ErrorCode[] = operation.permission === null ? [] : ["unauthenticated", "invalid_token"]
  const opening = operation.applications && openingOf(operation.applications)
  const applications: ErrorCode[] = [
    ...(opening ? ["permission_required" as const] : []),
    ...(opening?.machines ? [] : ["not_for_applications" as const]),
  ]
  const placed: ErrorCode[] =
    operation.permission === "self"
      ? ["not_a_user"]
      : operation.permission
        ? ["permission_required", "email_not_verified", "not_found", ...policyRefusals]
        : []
  const read: ErrorCode[] = operation.body
    ? [...json(operation), "body_too_large", "unsupported_media_type", "validation_failed"]
    : []
  const located: ErrorCode[] = path.includes("{") ? ["not_found"] : []
  // Where the path names no organization, a caller without a single one gets asked for it.
  const asked = operation.query || (placed.includes("not_found") && !/^\/(organizations|tenants)\/\{/.test(path))
  const queried: ErrorCode[] = asked ? ["validation_failed"] : []
  const versioned: ErrorCode[] = operation.versioned ? ["version_conflict", "validation_failed"] : []
  const repeated: ErrorCode[] = operation.idempotent
    ? ["request_in_progress", "idempotency_key_reused", "validation_failed"]
    : []
  const common: ErrorCode[] = ["unknown_parameter", "https_required", "rate_limited", "internal_error", "unavailable"]
  const codes = [
    ...guarded,
    ...applications,
    ...placed,
    ...read,
    ...located,
    ...queried,
    ...versioned,
    ...repeated,
    ...(operation.errors ?? []),
    ...common,
  ]
  const byStatus = groupBy(new Set(codes))
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      answer(
        group.map((code) => `\`${code}\`: ${englishOf(code)}`).join("\n\n"),
        { $ref: "#/components/schemas/ErrorResponse" },
        failureHeaders(status),
      ),
    ]),
  )
}

const json = ({ binary }: Operation): ErrorCode[] => (binary ? [] : ["invalid_json"])

function groupBy(codes: Set<ErrorCode>): Map<number, ErrorCode[]> {
  const groups = new Map<number, ErrorCode[]>()
  for (const code of codes) groups.set(statusOf[code], [...(groups.get(statusOf[code]) ?? []), code])
  return groups
}
