import type { useTranslations } from "use-intl/react"
import { isBuiltIn, type Permission } from "@/lib/core/identity/permissions"

type Words = ReturnType<typeof useTranslations<"permissions">>

type Key<P extends string> = P extends `${infer Resource}:${infer Action}` ? `${Resource}_${Action}` : never

/** Describes a permission in words, a custom one by its name. */
export function permissionWords(t: Words, permission: string): string {
  return isBuiltIn(permission) ? t(`names.${permission.replace(":", "_") as Key<Permission>}`) : permission
}
