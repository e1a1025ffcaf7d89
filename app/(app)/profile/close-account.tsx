import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { listDependents } from "@/lib/users/dependents"
import { CloseForm } from "./close-form"
import { LastAdmin } from "./last-admin"

type Props = { me: UserCaller; organizations: number }

/** Closes the account, after listing the consequences, what is deleted with it, and what has to be done first. */
export async function CloseAccount({ me, organizations }: Props) {
  const [t, dependents] = await Promise.all([translations("profile.close"), listDependents(me.userId)])
  const deletable = dependents.filter((one) => one.deletable)
  const blocking = dependents.filter((one) => !one.deletable)
  return (
    <CloseForm organizations={deletable} blocked={blocking.length > 0 && <LastAdmin organizations={blocking} />}>
      <ul className="grid list-disc gap-1.5 pl-5">
        {organizations > 0 && <li>{t("leaves", { n: organizations })}</li>}
        <li>{t("sessions")}</li>
        <li>{t("invites")}</li>
        <li>{t("regret")}</li>
        {deletable.length > 0 && <li>{t("gone", { n: deletable.length })}</li>}
      </ul>
    </CloseForm>
  )
}
