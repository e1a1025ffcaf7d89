import { Heading } from "@/components/heading"
import { signInsByDay } from "@/lib/audit-events/statistics"
import { ranges } from "@/lib/core/db/daily-counts"
import { actorIn } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { countInvites } from "@/lib/invites/statistics"
import { memberGrowth } from "@/lib/memberships/statistics"
import { getOrganization } from "@/lib/organizations/read"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { FirstSteps } from "./first-steps"
import { Invites } from "./invites"
import { Members } from "./members"
import { RangeChoice } from "./range-choice"
import { SignIns } from "./sign-ins"
import { firstSteps } from "./steps"

export const generateMetadata = pageMetadata((t) => t("overview.title"))

/** An organization at a glance: members, sign-ins, invites; each for people who may read it. */
export default memberPage({
  path: "/overview",
  permission: "audit:read",
  render: async ({ me, actor, org, search }) => {
    const days = ranges.find((n) => String(n) === search.days) ?? 30
    const [inMembers, inInvites, inOrganization] = await Promise.all([
      actorIn(me, org, "users:read").catch(() => null),
      actorIn(me, org, "invites:read").catch(() => null),
      actorIn(me, org, "organizations:read").catch(() => null),
    ])
    const [t, growth, signIns, invites, organization] = await Promise.all([
      translations("overview"),
      inMembers && memberGrowth(inMembers, days),
      signInsByDay(actor, days),
      inInvites && countInvites(inInvites, days),
      inOrganization && getOrganization(inOrganization),
    ])
    const steps = organization && (await firstSteps(me, organization, actor.permissions))
    return (
      <>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{organization && <bdi>{organization.name}</bdi>}</Heading>
          <RangeChoice org={org} days={days} />
        </div>
        {steps && <FirstSteps org={org} verified={me.verified} steps={steps} />}
        <div className="grid grid-cols-1 gap-5 lg:grid-cols-2">
          {growth && <Members growth={growth} />}
          <SignIns signIns={signIns} />
          {invites && <Invites counts={invites} org={org} />}
        </div>
      </>
    )
  },
})
