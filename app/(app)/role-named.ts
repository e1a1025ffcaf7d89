import type { useTranslations } from "use-intl/react"
import { isBuiltInRole } from "@/lib/core/identity/permissions"
import type { OwnRole } from "@/lib/roles/read"

/** The name of a role, where a page is rendered. */
export function roleNamed(
  t: ReturnType<typeof useTranslations<"labels">>,
  own: readonly OwnRole[],
  key: string,
): string {
  return isBuiltInRole(key) ? t(`roles.${key}`) : (own.find(({ role }) => role === key)?.name ?? key)
}
