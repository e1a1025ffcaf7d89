import { Avatar } from "@/components/avatar"
import { BackLink } from "@/components/back-link"
import { Messages } from "@/components/messages"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { StateBadge } from "@/components/state-badge"
import { Alert } from "@/components/ui/alert"
import { listAuditEvents } from "@/lib/audit-events/list"
import { AuditQuery } from "@/lib/audit-events/schema"
import type { Actor } from "@/lib/core/identity/authorize"
import type { UserCaller } from "@/lib/core/identity/caller"
import { actorIn } from "@/lib/core/identity/page-session"
import { outranks } from "@/lib/core/identity/permissions"
import { listMemberGrants } from "@/lib/grants/service"
import { translations } from "@/lib/i18n/translations"
import { grantablePermissions } from "@/lib/memberships/permission-names"
import { getMember } from "@/lib/memberships/service"
import { assignableRoles } from "@/lib/roles/assignable"
import { includedIn, ownRoles } from "@/lib/roles/read"
import { asksForProof } from "@/lib/sessions/proof"
import { eventNames } from "../../audit/names"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import type { Person } from "../member-row"
import { Access } from "./access"
import { ConnectedApps } from "./connected-apps"
import { MemberDetailsForm } from "./details-form"
import { fieldTime } from "./end-date"
import { Events } from "./events"
import { MemberFacts } from "./facts"
import { HeldPermissions } from "./held-permissions"
import { RightsForm } from "./rights-form"

export const generateMetadata = pageMetadata((t) => t("members.one.title"))

async function read(actor: Actor<"users:read">, id: string): Promise<Person> {
  return getMember(actor, id)
}

/** The latest events of a member, with the names of the actors. */
async function readEvents(me: UserCaller, org: string, id: string) {
  const actor = await actorIn(me, org, "audit:read")
  const { rows } = await listAuditEvents(actor, AuditQuery.parse({ target: id, limit: 8 }))
  return { events: rows, names: await eventNames(me, actor, rows) }
}

/** The applications that a member signs in to from this organization. */
async function readGrants(me: UserCaller, org: string, id: string) {
  const { rows } = await listMemberGrants(await actorIn(me, org, "users:write"), id, { limit: 100, total: false })
  return rows
}

/** The page of one member: details, access and actions. */
export default memberPage({
  path: "/members/{id}",
  permission: "users:read",
  render: async ({ actor, me, org, params }) => {
    const t = await translations("members")
    const person = await read(actor, params.id ?? "")
    const { id, name } = person
    const full = "email" in person ? person : null
    const self = id === me.userId
    const above = person.role_rank !== null && outranks(person.role_rank, actor.role_rank)
    const mayWrite = actor.permissions.has("users:write") && !above
    const mayRemove = actor.permissions.has("users:delete") && !above
    const rank = person.role_rank ?? "guest"
    const mayReset = !outranks("tenant_admin", actor.role_rank) && outranks(actor.role_rank, rank)
    const role = person.role_rank && !outranks(person.role_rank, "admin") ? person.role : null
    const own = await ownRoles(actor.tenantId)
    const included = person.role ? await includedIn(actor.tenantId, person.role) : []
    const asks = asksForProof(me)
    const known = mayWrite ? await grantablePermissions(await actorIn(me, org, "users:write")) : []
    const grants = full && mayWrite ? await readGrants(me, org, id) : []
    const log = full && actor.permissions.has("audit:read") ? await readEvents(me, org, id) : null
    return (
      <Messages of={["members", "permissions"]}>
        <BackLink href={address("/members", { org })}>{t("title")}</BackLink>
        <header className="flex flex-wrap items-center gap-5">
          <Avatar id={person.id} name={name} url={person.avatar_url} size="large" />
          <div className="grid min-w-0 gap-1.5">
            <h1 className="text-2xl font-semibold wrap-anywhere">
              <bdi>{name}</bdi>
            </h1>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-muted">
              {full && <span className="break-all">{full.email}</span>}
              {person.role && person.role_rank && <Rank role={person.role} rank={person.role_rank} />}
              {full && <StateBadge state={full.status} />}
            </div>
          </div>
        </header>
        {above && <Alert tone="note">{t("one.above")}</Alert>}
        <div>
          <Section title={t("one.about")}>
            <MemberFacts person={person} />
          </Section>
          {full && mayWrite && (
            <Section title={t("details.title")} about={t("details.about")}>
              <MemberDetailsForm {...{ org, id, name }} version={full.version} externalId={full.external_id ?? ""} />
            </Section>
          )}
          {full && mayWrite && role && (
            <Section title={t("rights.title")} about={t("rights.about")}>
              <RightsForm
                {...{ org, id, role, known, asks }}
                version={full.version}
                permissions={full.permissions}
                end={fieldTime(full.expires_at)}
                roles={await assignableRoles(actor)}
              />
            </Section>
          )}
          {full && (
            <Section title={t("held.title")} about={t("held.about")}>
              <HeldPermissions
                {...{ own, included }}
                role={person.role}
                effective={full.effective_permissions}
                direct={full.permissions}
              />
            </Section>
          )}
          {full && (mayWrite || mayRemove) && (
            <Section title={t("access.title")}>
              <Access
                {...{ org, id, name, self, mayWrite, mayRemove, mayReset, asks }}
                status={full.status}
                version={full.version}
              />
            </Section>
          )}
          {grants.length > 0 && (
            <Section title={t("apps.title")} about={t("apps.about")}>
              <ConnectedApps {...{ org, id, grants }} />
            </Section>
          )}
          {log && (
            <Section title={t("events.title")} about={t("events.about")}>
              <Events {...log} org={org} id={id} />
            </Section>
          )}
        </div>
      </Messages>
    )
  },
})
