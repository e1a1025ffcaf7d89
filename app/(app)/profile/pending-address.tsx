import { ActionForm } from "@/components/action-form"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import { cancelAddress } from "./account-actions"

type Props = { pending: { email: string; expiresAt: Date } }

/** An address change that waits for confirmation. */
export async function PendingAddress({ pending: { email, expiresAt } }: Props) {
  const t = await translations("profile.address")
  return (
    <div className="grid gap-3 rounded border-l-3 border-warn bg-warn-soft px-4 py-3">
      <p className="wrap-anywhere">
        {t.rich("pending", { address: () => <strong>{email}</strong>, end: () => <When at={expiresAt} exact /> })}
      </p>
      <ActionForm action={cancelAddress} look="plain" size="small">
        {t("cancel")}
      </ActionForm>
    </div>
  )
}
