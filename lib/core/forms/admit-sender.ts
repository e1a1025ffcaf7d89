import "server-only"
import type { z } from "zod"
import { AppError } from "../errors"
import type { ActLimit, Right } from "../http/act"
import { admit, type Gate } from "../http/admit"
import type { Raw } from "../http/operation"
import { countClient } from "../http/perform"
import type { UserCaller } from "../identity/caller"

type Declared = Omit<Gate, "permission"> & { permission: Right; limit?: ActLimit<never> | undefined }

/** Error for a form whose session has ended. */
export const sessionEnded = () => new AppError("unauthenticated", { reason: "session_ended" })

/**
 * Authorizes the sender of a form as the API authorizes a caller: client limit → session → permission in the scope.
 * @returns the sender's part of the act's input
 * @throws AppError rate_limited, unauthenticated, not_found, permission_required, email_not_verified
 */
export async function admitSender(act: Declared, fields: z.ZodObject, form: FormData, me: UserCaller | null) {
  const { permission, scope, self } = act
  await countClient(act.limit)
  if (permission === "public") return { me, sender: async () => me }
  if (!me) throw sessionEnded()
  return { me, actor: await admit(me, { permission, scope, self }, rawOf(form, fields)) }
}

/**
 * Presents a form as a raw request: its fields act as path parameters, and the organization it was rendered for is
 * named.
 */
function rawOf(form: FormData, fields: z.ZodObject): Raw {
  const said = (name: string) => {
    const value = form.get(name)
    return typeof value === "string" && value !== "" ? value : undefined
  }
  const named = Object.fromEntries(
    Object.keys(fields.shape).flatMap((name) => {
      const value = said(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const org = said("org") ?? ""
  const body = { ...named, organization_id: named.organization_id ?? org }
  return {
    params: { ...named, id: named.tenant_id ?? named.organization_id ?? org },
    query: new URLSearchParams({ organization_id: org }),
    body: async () => body,
  }
}
