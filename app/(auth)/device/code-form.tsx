import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { translations } from "@/lib/i18n/translations"

/** Asks for the code that a device shows. */
export async function CodeForm({ error }: { error: string | undefined }) {
  const t = await translations("authorize.device")
  return (
    <form action="/device" className="grid gap-5">
      <TextField
        id="user_code"
        name="user_code"
        label={t("code")}
        error={error}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        required
      />
      <Button>{t("next")}</Button>
    </form>
  )
}
