import { ArrowLeft } from "lucide-react"
import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { membershipRoles, outranks } from "@/lib/permissions"
import { memberPage } from "../../member-page"
import { InviteForm } from "./invite-form"

export const metadata: Metadata = { title: "Invite someone" }

export default memberPage({
  path: "/invites/new",
  permission: "invites:write",
  render: async ({ actor, org }) => (
    <>
      <p>
        <TextLink href={address("/invites", { org })}>
          <ArrowLeft aria-hidden className="mr-1 inline size-4" />
          Invites
        </TextLink>
      </p>
      <Heading title="Invite someone">They get a mail with a link that only they can use.</Heading>
      <InviteForm org={org} roles={membershipRoles.filter((role) => !outranks(role, actor.role))} />
    </>
  ),
})
