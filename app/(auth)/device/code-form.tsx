import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { translations } from "@/lib/i18n/translations"

const longest = 40

/** Asks for the code that a device shows. */
export async function CodeForm({ code, error }: { code: string | undefined; error: string | undefined }) {
  const t = await translations("authorize.device")
  return (
    <form action="/device" className="grid gap-5">
      <TextField
        id="user_code"
        name="user_code"
        label={t("code")}
        error={error}
        defaultValue={code?.slice(0, longest)}
        autoFocus={error !== undefined}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={longest}
        required
      />
      <Button>{t("next")}</Button>
    </form>
  )
}
