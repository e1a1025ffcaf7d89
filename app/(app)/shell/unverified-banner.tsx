import { ActionForm } from "@/components/action-form"
import { Alert } from "@/components/ui/alert"
import { translations } from "@/lib/i18n/translations"
import { sendVerification } from "./send-verification"

/** Shows on every page that the address isn't verified, what waits for it, and a button for a new link. */
export async function UnverifiedBanner({ email }: { email: string }) {
  const t = await translations("shell.unverified")
  return (
    <Alert tone="note">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 wrap-anywhere">
          {t.rich("about", { email, strong: (text) => <strong className="font-medium">{text}</strong> })}
        </p>
        <ActionForm action={sendVerification} look="plain" size="small">
          {t("send")}
        </ActionForm>
      </div>
    </Alert>
  )
}
