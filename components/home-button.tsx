import { translations } from "@/lib/i18n/translations"
import { ButtonSlot } from "./ui/button-slot"

/** The way out of a page on which there is nothing to do. */
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
