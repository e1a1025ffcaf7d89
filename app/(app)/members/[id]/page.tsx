import { ArrowLeft } from "lucide-react"
import type { Metadata } from "next"
import { Avatar } from "@/components/avatar"
import { states } from "@/components/labels"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { Badge } from "@/components/ui/badge"
import { getMember } from "@/lib/memberships/service"
import { membershipRoles, outranks } from "@/lib/permissions"
import type { Actor } from "@/lib/session"
import { memberPage } from "../../member-page"
import type { Person } from "../member-row"
import { Danger } from "./danger"
import { Facts } from "./facts"
import { PermissionList } from "./permission-list"
import { RightsForm } from "./rights-form"

export const metadata: Metadata = { title: "Member" }

async function read(actor: Actor<"users:read">, id: string): Promise<Person> {
  return getMember(actor, id)
}

/** One member: who they are here, what they may do, and what can be done about it. */
export default memberPage({
  path: "/members/{id}",
  permission: "users:read",
  render: async ({ actor, me, org, params }) => {
    const person = await read(actor, params.id ?? "")
    const full = "email" in person ? person : null
    const state = full ? states[full.status] : undefined
    const self = person.id === me.userId
    const above = person.role !== null && outranks(person.role, actor.role)
    const mayWrite = actor.permissions.has("users:write") && !above
    const mayRemove = actor.permissions.has("users:delete") && !above
    const role = membershipRoles.find((r) => r === person.role)
    return (
      <>
        <p>
          <TextLink href={address("/members", { org })}>
            <ArrowLeft aria-hidden className="mr-1 inline size-4" />
            Members
          </TextLink>
        </p>
        <header className="flex flex-wrap items-center gap-5">
          <Avatar name={person.name} url={person.avatar_url} size="large" />
          <div className="grid min-w-0 gap-1.5">
            <h1 className="text-2xl font-semibold break-words">
              <bdi>{person.name}</bdi>
            </h1>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-muted">
              {full && <span className="break-all">{full.email}</span>}
              {person.role && <Rank role={person.role} />}
              {state && <Badge tone={state.tone}>{state.name}</Badge>}
            </div>
          </div>
        </header>
        {above && <Alert tone="note">They rank above you here, so their membership is not yours to change.</Alert>}
        <div>
          <Section title="About">
            <Facts person={person} />
          </Section>
          {full && mayWrite && role && (
            <Section title="Rights" about="A new role, and permissions of your own beside it, count at once.">
              <RightsForm
                {...{ org, id: person.id, version: full.version, role, permissions: full.permissions ?? [] }}
              />
            </Section>
          )}
          {full && (
            <Section title="May do here" about="What the role holds, and what was given directly.">
              <PermissionList effective={full.effective_permissions} direct={full.permissions} />
            </Section>
          )}
          {full && (mayWrite || mayRemove) && (
            <Section title="Access">
              <Danger
                {...{
                  org,
                  id: person.id,
                  name: person.name,
                  version: full.version,
                  status: full.status,
                  self,
                  mayRemove,
                }}
              />
            </Section>
          )}
        </div>
      </>
    )
  },
})
