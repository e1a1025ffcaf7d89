"use client"

import { useTranslations } from "use-intl/react"
import type { MembershipRole } from "@/lib/core/identity/permissions"

/** Roles to select from, each with a description. */
export function useRoleChoices(roles: readonly MembershipRole[]) {
  const t = useTranslations("labels")
  return roles.map((value) => ({ value, label: `${t(`roles.${value}`)} – ${t(`meanings.${value}`)}` }))
}
