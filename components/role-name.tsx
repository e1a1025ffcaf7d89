"use client"

import { useRoles } from "./roles"

/** The name of a role. @param name that of another tenant's role */
export function RoleName({ role, name }: { role: string; name?: string | null }) {
  const { nameOf } = useRoles()
  return name ?? nameOf(role)
}
