"use client"

import { useTranslations } from "use-intl/react"
import type { Role } from "@/lib/core/identity/permissions"

/** The name of a role. */
export function RoleName({ role }: { role: Role }) {
  return useTranslations("labels")(`roles.${role}`)
}
