import { ActionForm } from "@/components/action-form"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/core/identity/caller"
import { listOwnGrants } from "@/lib/grants/service"
import { translations } from "@/lib/i18n/translations"
import { disconnect } from "./connected-actions"

/** The applications that someone signs in to with this account, each with a way to disconnect it. */
export async function ConnectedApps({ me }: { me: UserCaller }) {
  const t = await translations("profile.apps")
  const { rows } = await listOwnGrants(me, { limit: 100, total: false })
  if (rows.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  return (
    <List aria-label={t("title")}>
      {rows.map(({ id, application_name: name, organization_name, last_used_at }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0">
            <bdi className="font-medium wrap-anywhere">{name}</bdi>
            <div className="text-sm text-muted">
              <bdi>{organization_name}</bdi> · {t("used")} <When at={last_used_at} exact />
            </div>
          </div>
          <ActionForm action={disconnect} values={{ grant_id: id }} look="plain" size="small">
            {t.rich("disconnect", { name, hidden: (text) => <span className="sr-only">{text}</span> })}
          </ActionForm>
        </li>
      ))}
    </List>
  )
}
