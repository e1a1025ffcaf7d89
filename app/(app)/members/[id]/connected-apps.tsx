import { ActionForm } from "@/components/action-form"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { Grant } from "@/lib/grants/schema"
import { translations } from "@/lib/i18n/translations"
import { disconnect } from "./actions"

/** The applications that a member signs in to, each with a way to disconnect it. */
export async function ConnectedApps({ org, id, grants }: { org: string; id: string; grants: readonly Grant[] }) {
  const t = await translations("members.apps")
  return (
    <List aria-label={t("title")}>
      {grants.map(({ id: grant_id, application_name: name, last_used_at }) => (
        <li key={grant_id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0">
            <bdi className="font-medium wrap-anywhere">{name}</bdi>
            <div className="text-sm text-muted">{t.rich("used", { date: () => <When at={last_used_at} exact /> })}</div>
          </div>
          <ActionForm action={disconnect} values={{ org, user_id: id, grant_id }} look="plain" size="small">
            {t.rich("disconnect", { name, hidden: (text) => <span className="sr-only">{text}</span> })}
          </ActionForm>
        </li>
      ))}
    </List>
  )
}
