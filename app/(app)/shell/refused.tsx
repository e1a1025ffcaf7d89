import { HomeButton } from "@/components/home-button"
import { Changing } from "@/components/ui/changing"
import { requirementWords } from "@/lib/core/forms/requirement"
import { isBuiltInRole } from "@/lib/core/identity/permissions"
import { formats, translations } from "@/lib/i18n/translations"

type Props = {
  error: string
  /** The missing permission. */
  required?: string
  /** Who can grant it, if the person may know. */
  admins: string[]
}

/** For members who may not open this page. */
export async function PageRefused({ error, required, admins }: Props) {
  const t = await translations("shell.refused")
  const names = (await formats()).list(admins, { type: "disjunction" })
  return (
    <div className="grid max-w-xl gap-4 py-12">
      <p className="font-mono text-sm text-muted">403</p>
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      {required && !isBuiltInRole(required) ? (
        <p className="text-muted">
          {t("permission", { required: await requirementWords(required) })}{" "}
          <Changing>{admins.length > 0 ? t("ask", { n: admins.length, names }) : t("askAnAdmin")}</Changing>
        </p>
      ) : (
        <p className="text-muted">{error}</p>
      )}
      <HomeButton />
    </div>
  )
}

/** For an object that doesn't exist, or not for this person. */
export async function Missing() {
  const t = await translations("shell.missing")
  return (
    <div className="grid max-w-xl gap-4 py-12">
      <p className="font-mono text-sm text-muted">404</p>
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-muted">{t("story")}</p>
      <HomeButton />
    </div>
  )
}
