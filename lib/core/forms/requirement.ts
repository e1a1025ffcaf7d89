import { translations } from "../../i18n/translations"
import { isBuiltIn, isBuiltInRole, type Permission } from "../identity/permissions"

type Key<P extends string> = P extends `${infer Resource}:${infer Action}` ? `${Resource}_${Action}` : never

/** Describes a missing permission or role in words: the permission “View members”. */
export async function requirementWords(required: string): Promise<string> {
  const t = await translations("permissions")
  if (isBuiltInRole(required)) {
    const labels = await translations("labels")
    return t("required.role", { name: labels(`roles.${required}`) })
  }
  const name = isBuiltIn(required) ? t(`names.${required.replace(":", "_") as Key<Permission>}`) : required
  return t("required.permission", { name })
}
