import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import type { UserCaller } from "@/lib/core/identity/caller"
import { graceOf } from "@/lib/core/identity/comply"
import { formats, translations } from "@/lib/i18n/translations"
import type { Standing } from "./standing"

/** Shows from when the organization will require two-factor authentication, to those who don't use it. */
export async function GraceBanner({ me, current }: { me: UserCaller; current: NonNullable<Standing["current"]> }) {
  const from = graceOf(me.authentication, current.policy)
  if (!from) return null
  const [t, format] = [await translations("policies"), await formats()]
  const date = format.dateTime(from, { dateStyle: "long" })
  return (
    <Alert tone="note">
      <p className="wrap-anywhere">
        {t("grace", { date, name: current.name })} <TextLink href="/profile/second-factor">{t("graceLink")}</TextLink>
      </p>
    </Alert>
  )
}
