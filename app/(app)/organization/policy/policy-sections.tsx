import { Messages } from "@/components/messages"
import { Pager } from "@/components/pager"
import type { Search } from "@/components/search-params"
import { Section } from "@/components/section"
import { List } from "@/components/ui/list"
import type { Actor } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { formats, translations } from "@/lib/i18n/translations"
import { listWithoutTwoFactor } from "@/lib/policies/people"
import { previewPolicy } from "@/lib/policies/preview"
import { getPolicy } from "@/lib/policies/store"
import { asksForProof } from "@/lib/sessions/proof"
import { PolicyForm } from "./policy-form"

type Given = {
  me: UserCaller
  scope: Actor<"policies:write"> | Actor<"tenant_admin">
  org: string | undefined
  path: string
  search: Search
  /** Whether to list people by name: for those who manage them. */
  names: boolean
}

/**
 * Returns the rules of a policy, whom they touch, and who does not use two-factor authentication. Called by a page's
 * `render`, which shows what it throws.
 * @throws AppError validation_failed (cursor)
 */
export async function policySections({ me, scope, org, path, search, names }: Given) {
  const [t, format, policy] = [await translations("policies"), await formats(), await getPolicy(scope)]
  const { two_factor_from, allowed_methods, session_idle_minutes, session_max_hours, remember_device_days } = policy
  const rules = { allowed_methods, session_idle_minutes, session_max_hours, remember_device_days }
  const counts = await previewPolicy(scope, { ...rules, require_two_factor: policy.require_two_factor })
  const people = names ? await listWithoutTwoFactor(scope, { limit: 25, cursor: search.cursor }) : null
  const { people: n, without_two_factor: without, sessions, refused_sessions: refused } = counts
  const affected = counts.affected_people
  return (
    <div>
      <Section title={t("rules")} about={scope.organizationId ? t("aboutOrganization") : t("about")}>
        <Messages of={["common", "policies"]}>
          <PolicyForm
            org={org}
            tenant={scope.organizationId ? undefined : scope.tenantId}
            stored={{
              twoFactor: policy.require_two_factor,
              from: two_factor_from && format.dateTime(new Date(two_factor_from), { dateStyle: "long" }),
              methods: allowed_methods,
              idle: session_idle_minutes,
              hours: session_max_hours,
              remember: remember_device_days,
              version: policy.version,
            }}
            asks={asksForProof(me)}
          />
        </Messages>
      </Section>
      <Section title={t("preview")}>
        <p>{t("counts", { people: n, without })}</p>
        <p>{affected === 0 ? t("complying") : t("sessions", { affected, refused, sessions })}</p>
      </Section>
      {people && (
        <Section title={t("without")}>
          {people.rows.length === 0 ? (
            <p className="text-muted">{t("everyone")}</p>
          ) : (
            <List aria-label={t("without")}>
              {people.rows.map(({ id, name, email, organization_id }) => (
                <li key={`${organization_id} ${id}`} className="grid px-4 py-3">
                  <bdi className="font-medium wrap-anywhere">{name}</bdi>
                  <span className="text-sm text-muted wrap-anywhere">{email}</span>
                </li>
              ))}
            </List>
          )}
          <Pager path={path} search={search} page={{ ...people, prev_cursor: null }} />
        </Section>
      )}
    </div>
  )
}
