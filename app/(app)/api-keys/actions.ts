"use server"

import { createApiKey, deleteApiKey, rotateApiKey } from "@/lib/api-keys/service"
import { formAction } from "@/lib/core/forms/form-action"
import { requireProof } from "@/lib/sessions/proof"
import { KeyForm, RevocationForm, RotationForm } from "./schema"

export const createKey = formAction({
  permission: "api_keys:write",
  body: KeyForm,
  run: async ({ me, actor, input: { lifetime, reach, password, ...key } }) => {
    await requireProof(me, password)
    const expires_at = lifetime === "never" ? null : new Date(Date.now() + Number(lifetime) * 86_400_000)
    return createApiKey(actor, { ...key, tenant_wide: reach === "tenant", expires_at })
  },
  once: ({ secret }) => [secret],
})

export const rotateKey = formAction({
  permission: "api_keys:write",
  body: RotationForm,
  run: async ({ me, actor, input: { key_id, password, ...rotation } }) => {
    await requireProof(me, password)
    return rotateApiKey(actor, key_id, rotation)
  },
  once: ({ secret }) => [secret],
})

export const revokeKey = formAction({
  permission: "api_keys:write",
  body: RevocationForm,
  run: async ({ me, actor, input }) => {
    await requireProof(me, input.password)
    await deleteApiKey(actor, input.key_id)
    return actor.organizationId
  },
  goTo: (org) => `/api-keys?org=${org}&done=revoked`,
})
