"use server"

import { revokeRecentKeys } from "@/lib/auth/password"
import { LinkToken } from "@/lib/auth/schema"
import { formAction } from "@/lib/core/forms/form-action"

export const revokeKeys = formAction({
  permission: "public",
  body: LinkToken,
  run: ({ input }) => revokeRecentKeys(input.token),
  goTo: (count) => `/revoke-keys?revoked=${count}`,
})
