import Link from "next/link"
import { ActionForm } from "@/components/action-form"
import { address } from "@/components/search-params"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import { actorIn } from "@/lib/core/identity/page-session"
import { listApplicationGrants } from "@/lib/grants/service"
import { translations } from "@/lib/i18n/translations"
import { memberNames } from "@/lib/memberships/people"
import { disconnect } from "../actions"
import type { Given } from "./given"

const shown = 50

/** The people who have signed in to an application, each with a way to sign them out of it. */
export async function People({ me, actor, org, application: { id } }: Given) {
  const t = await translations("applications.people")
  const { rows, has_more } = await listApplicationGrants(actor, id, { limit: shown, total: false })
  if (rows.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  const reader = actor.permissions.has("users:read") ? await actorIn(me, org, "users:read") : null
  const ids = rows.map(({ user_id }) => user_id)
  const names = reader ? await memberNames(reader, ids) : new Map<string, string>()
  const mayRevoke = actor.permissions.has("users:write")
  return (
    <>
      <List aria-label={t("title")}>
        {rows.map(({ id: grant_id, user_id, last_used_at }) => {
          const known = names.get(user_id)
          const name = known ?? t(reader ? "elsewhere" : "unnamed")
          return (
            <li key={grant_id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0">
                {known === undefined ? (
                  <span className="text-muted">{name}</span>
                ) : (
                  <Link
                    href={address(`/members/${user_id}`, { org })}
                    prefetch={false}
                    className="font-medium wrap-anywhere underline decoration-transparent underline-offset-4 hover:decoration-accent"
                  >
                    <bdi>{name}</bdi>
                  </Link>
                )}
                <div className="text-sm text-muted">
                  {t.rich("used", { date: () => <When at={last_used_at} exact /> })}
                </div>
              </div>
              {mayRevoke && (
                <ActionForm
                  action={disconnect}
                  values={{ org, application_id: id, user_id, grant_id }}
                  look="plain"
                  size="small"
                >
                  {t.rich("revoke", { name, hidden: (text) => <span className="sr-only">{text}</span> })}
                </ActionForm>
              )}
            </li>
          )
        })}
      </List>
      {has_more && <p className="text-sm text-muted">{t("more", { n: shown })}</p>}
    </>
  )
}
