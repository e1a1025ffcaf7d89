import type { z } from "zod"
import { db } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Access, accessOfPerson } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import type { PermissionQuestion } from "./schema"

type Answer = { allowed: boolean; source: "role" | "direct" | null }

/**
 * Checks whether a person has a permission, or each of a list, in the actor's scope, and why. Asking about others
 * requires `users:read`.
 * @throws AppError permission_required, not_found
 */
export async function checkPermission(actor: Actor<"member">, question: z.output<typeof PermissionQuestion>) {
  const access = await standingOf(actor, question.user_id)
  const byRole = new Set(access.included)
  const answerTo = (permission: string): Answer => {
    if (!access.permissions.has(permission)) return { allowed: false, source: null }
    return { allowed: true, source: byRole.has(permission) ? "role" : "direct" }
  }
  const { permission, permissions } = question
  if (permission !== undefined) return answerTo(permission)
  const results = (permissions ?? []).map((name) => ({ permission: name, ...answerTo(name) }))
  return { allowed: results.every(({ allowed }) => allowed), source: null, results }
}

async function standingOf(actor: Actor<"member">, userId: string | undefined): Promise<Access> {
  const own = actor.caller.kind === "user" ? actor.caller.userId : null
  if (!userId || userId === own) return actor
  if (!actor.permissions.has("users:read"))
    throw new AppError("permission_required", { reason: "missing", required: "users:read" })
  const user = await db().user.findFirst({ where: { id: userId, deletedAt: null }, select: { superAdmin: true } })
  const access = user && (await accessOfPerson(userId, user.superAdmin, actor))
  if (!access) throw new AppError("not_found")
  return access
}
