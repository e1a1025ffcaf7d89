import { statusOf } from "../errors"
import { Pagination } from "../schema"
import type { Json } from "./openapi-json"
import { toSchema } from "./openapi-schemas"

/** JSON Schema of every failure. */
export const errorSchema = {
  type: "object",
  example: {
    success: false,
    error: {
      code: "validation_failed",
      message: "Some fields are invalid.",
      request_id: "req_123",
      fields: [{ field: "password", code: "too_short", message: "Use at least 8 characters." }],
    },
  },
  required: ["success", "error"],
  properties: {
    success: { type: "boolean", description: "Always false." },
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: {
          type: "string",
          description: "Stable name of the error. New ones can be added: go by the status then.",
          "x-extensible-enum": Object.keys(statusOf),
          example: "validation_failed",
        },
        message: { type: "string", description: "Human-readable message that says what to do next." },
        request_id: { type: "string" },
        required: { type: "string", description: "With permission_required: the missing permission or role." },
        challenge: { type: "string", description: "With second_factor_required: send it to POST /auth/second-factor." },
        comply_url: {
          type: "string",
          description:
            "With two_factor_required, sign_in_method_not_allowed and session_too_old: the page where the person complies with the policy.",
        },
        limit: { type: "string", description: "With rate_limited: the limit, as named in RateLimit-Policy." },
        factors: {
          type: "array",
          description:
            "With second_factor_required: the codes that complete the sign-in. `email_code`: one that was just emailed.",
          items: { type: "string", "x-extensible-enum": ["totp", "recovery_code", "email_code"] },
        },
        challenge_url: {
          type: "string",
          description: "With bot_check_required: returns a challenge. Send its solution as proof_of_work.",
        },
        existing_id: {
          type: "string",
          description:
            "With already_member, external_id_taken and invite_already_pending: ID of the user or invitation that is in the way, where the caller may see it.",
        },
        used_by: {
          type: "object",
          description: "With role_in_use and permission_in_use: how many of each kind use it.",
          additionalProperties: { type: "integer" },
        },
        organizations: {
          type: "array",
          description:
            "With last_admin, when closing an account: organizations that depend on the caller, with the number of other members.",
          items: {
            type: "object",
            required: ["id", "name", "tenant_id", "others", "deletable"],
            properties: {
              id: { type: "string" },
              name: { type: "string" },
              tenant_id: { type: "string" },
              others: { type: "integer" },
              deletable: { type: "boolean", description: "Whether delete_organizations can include it." },
            },
          },
        },
        fields: {
          type: "array",
          items: {
            type: "object",
            required: ["field", "code", "message"],
            properties: { field: { type: "string" }, code: { type: "string" }, message: { type: "string" } },
          },
        },
      },
    },
  },
}

/** JSON Schema of a success with this data. */
export const envelopeOf = (data: Json | undefined): Json => ({
  type: "object",
  required: data ? ["success", "data"] : ["success"],
  properties: { success: { type: "boolean", description: "Always true." }, ...(data && { data }) },
})

/** JSON Schema of a page of items. */
export const page = (item: Json | undefined, schemas: Json): Json => ({
  type: "object",
  required: ["success", "data", "pagination"],
  properties: {
    success: { type: "boolean", description: "Always true." },
    data: { type: "array", items: item ?? {} },
    pagination: toSchema(Pagination, schemas, "output"),
  },
})
