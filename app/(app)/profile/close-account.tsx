import { ProofForm } from "@/components/proof-form"
import { translations } from "@/lib/i18n/translations"
import { closeAccount } from "./account-actions"

/** The end of an account, after saying what ends with it. */
export async function CloseAccount({ organizations }: { organizations: number }) {
  const t = await translations("profile.close")
  const consequences = (
    <ul className="grid list-disc gap-1.5 pl-5">
      {organizations > 0 && <li>{t("leaves", { n: organizations })}</li>}
      <li>{t("sessions")}</li>
      <li>{t("invites")}</li>
      <li>{t("regret")}</li>
    </ul>
  )
  return (
    <ProofForm action={closeAccount} asks look="danger" behind={t("behind")} about={consequences}>
      {t("submit")}
    </ProofForm>
  )
}
