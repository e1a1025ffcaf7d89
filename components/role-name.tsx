"use client"

import { useTranslations } from "use-intl/react"
import type { Role } from "@/lib/core/identity/permissions"

/** A role, as people read it. */
export function RoleName({ role }: { role: Role }) {
  return useTranslations("labels")(`roles.${role}`)
}
