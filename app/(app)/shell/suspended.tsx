import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"

/** For people whose membership is suspended: where, and whom to ask. */
export async function Suspended({ organization }: { organization: string }) {
  const t = await translations("shell.suspended")
  return (
    <div className="grid max-w-xl gap-4 py-12">
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-muted wrap-anywhere">
        {t.rich("about", { organization, strong: (text) => <strong className="font-medium text-ink">{text}</strong> })}
      </p>
      <p>
        <ButtonSlot look="plain">
          <a href="/profile">{t("profile")}</a>
        </ButtonSlot>
      </p>
    </div>
  )
}
