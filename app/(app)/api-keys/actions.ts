"use server"

import { createApiKeyAct, revokeApiKeyAct, rotateApiKeyAct } from "@/lib/api-keys/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { KeyForm, RevocationForm, RotationForm } from "./schema"

const day = 86_400_000

export const createKey = formAction(createApiKeyAct, {
  fields: KeyForm,
  given: ({ lifetime, reach, password, ...key }) => {
    const expires_at = lifetime === "never" ? null : new Date(Date.now() + Number(lifetime) * day)
    return { body: { ...key, tenant_wide: reach === "tenant", expires_at }, password }
  },
  once: ({ secret }) => [secret],
})

export const rotateKey = formAction(rotateApiKeyAct, {
  fields: RotationForm,
  around: async (act, { input }) => ({ ...(await act()), overlap: input.overlap_seconds }),
  done: (t, { overlap }) => t("apiKeys.rotate.follows", { overlap }),
  once: ({ secret }) => [secret],
})

export const revokeKey = formAction(revokeApiKeyAct, {
  fields: RevocationForm,
  goTo: (_, __, org) => `/api-keys?org=${org}&done=revoked`,
})
