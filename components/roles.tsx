"use client"

import { createContext, type ReactNode, use } from "react"
import { useTranslations } from "use-intl/react"
import { builtInTerms, isBuiltInRole, membershipRoles, type RoleTerms } from "@/lib/core/identity/permissions"

/** A role of the tenant's own. */
type OwnRole = RoleTerms & { name: string; description: string | null }

const Own = createContext<readonly OwnRole[]>([])

/** Provides the tenant's own roles to what shows or assigns roles. */
export function OwnRoles({ roles, children }: { roles: readonly OwnRole[]; children: ReactNode }) {
  return <Own value={roles}>{children}</Own>
}

/** Returns names and permissions of roles by key. Needs the texts `labels`. */
export function useRoles() {
  const own = use(Own)
  const t = useTranslations("labels")
  const find = (key: string) => own.find(({ role }) => role === key)
  const nameOf = (key: string) => (isBuiltInRole(key) ? t(`roles.${key}`) : (find(key)?.name ?? key))
  const meaningOf = (key: string) => {
    const builtIn = membershipRoles.find((role) => role === key)
    return builtIn ? t(`meanings.${builtIn}`) : find(key)?.description
  }
  return {
    /** The keys of all roles that members can have. */
    keys: [...membershipRoles, ...own.map(({ role }) => role)],
    nameOf,
    /** A role to select, with a description. */
    choiceOf: (value: string) => {
      const meaning = meaningOf(value)
      return { value, label: meaning ? `${nameOf(value)} – ${meaning}` : nameOf(value) }
    },
    termsOf: (key: string): RoleTerms =>
      isBuiltInRole(key) ? builtInTerms(key) : (find(key) ?? { role: key, role_rank: "guest", included: [] }),
  }
}
