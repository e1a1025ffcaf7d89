"use server"

import { revokeRecentKeysAct } from "@/lib/auth/acts"
import { LinkToken } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"

export const revokeKeys = formAction(revokeRecentKeysAct, {
  fields: LinkToken,
  goTo: (count) => `/revoke-keys?revoked=${count}`,
})
