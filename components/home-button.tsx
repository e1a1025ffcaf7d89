import { translations } from "@/lib/i18n/translations"
import { ButtonSlot } from "./ui/button-slot"

/** A link home, for pages without other actions. */
export async function HomeButton() {
  const t = await translations("common")
  return (
    <p>
      <ButtonSlot look="plain">
        <a href="/">{t("start")}</a>
      </ButtonSlot>
    </p>
  )
}
