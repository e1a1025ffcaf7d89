import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { mayGrant, permissions } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { assignableRoles } from "@/lib/roles/assignable"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { ManyInvites } from "./many-invites"

export const generateMetadata = pageMetadata((t) => t("manyInvites.title"))

/** Invites many people: a list, a preview, then the results. */
export default memberPage({
  path: "/invites/many",
  permission: "invites:write",
  render: async ({ actor, org }) => {
    const t = await translations("manyInvites")
    const all = (await translations("invites"))("title")
    const single = address("/invites/new", { org })
    return (
      <Messages of={["common", "labels", "permissions", "manyInvites"]}>
        <BackLink href={address("/invites", { org })}>{all}</BackLink>
        <Heading title={t("title")}>{t("about")}</Heading>
        <noscript>
          <Alert tone="note">{t.rich("noScript", { link: (text) => <TextLink href={single}>{text}</TextLink> })}</Alert>
        </noscript>
        <ManyInvites
          key={org}
          org={org}
          roles={await assignableRoles(actor)}
          grantable={permissions.filter((name) => mayGrant(actor, name))}
        />
      </Messages>
    )
  },
})
