import type { z } from "zod"
import { db } from "../core/db/client"
import { AppError } from "../core/errors"
import { type Access, accessOfPerson } from "../core/identity/access"
import type { Actor } from "../core/identity/authorize"
import { defaultsOf } from "../core/identity/permissions"
import type { PermissionQuestion } from "./schema"

/**
 * Checks whether a person has a permission in the actor's scope, and why. Asking about others requires `users:read`.
 * @throws AppError permission_required, not_found
 */
export async function checkPermission(actor: Actor<"member">, question: z.output<typeof PermissionQuestion>) {
  const access = await standingOf(actor, question.user_id)
  const { permission } = question
  if (!access.permissions.has(permission)) return { allowed: false, source: null }
  const byRole = actor.caller.kind === "user" && defaultsOf(access.role).some((p) => p === permission)
  return { allowed: true, source: byRole ? ("role" as const) : ("direct" as const) }
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
