import { ActionForm } from "@/components/action-form"
import { BackLink } from "@/components/back-link"
import { Disclosure } from "@/components/disclosure"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { ProofForm } from "@/components/proof-form"
import { RoleName } from "@/components/role-name"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { getInvite } from "@/lib/invites/read"
import { memberPage } from "../../../member-page"
import { pageMetadata } from "../../../shell/page-metadata"
import { resend, revoke } from "../../actions"
import { InviteFacts } from "./facts"
import { LinkForm } from "./link-form"

export const generateMetadata = pageMetadata((t) => t("invites.title"))

/** The page of one invite: all details, and actions. */
export default memberPage({
  path: "/invites/sent/{id}",
  permission: "invites:read",
  render: async ({ actor, org, params }) => {
    const t = await translations("invites")
    const invite = await getInvite(actor, params.id ?? "")
    const { id, email, role, role_rank: rank, status } = invite
    const live = status === "pending" || status === "expired"
    const mayWrite = actor.permissions.has("invites:write") && !outranks(rank, actor.role_rank)
    const values = { org, invite_id: id }
    return (
      <>
        <BackLink href={address("/invites", { org })}>{t("title")}</BackLink>
        <Heading title={<bdi className="wrap-anywhere">{email}</bdi>}>
          {t.rich("detail.about", { role: () => <RoleName role={role} /> })}
        </Heading>
        <InviteFacts invite={invite} />
        {!live && <p className="text-muted">{t("detail.over")}</p>}
        {live && mayWrite && (
          <div>
            <Section title={t("detail.resend")} about={t("detail.resendAbout")}>
              <ProofForm action={resend} values={values} asks={false} look="plain">
                <span>{t.rich("resend", { email, hidden: (text) => <span className="sr-only">{text}</span> })}</span>
              </ProofForm>
            </Section>
            {status === "pending" && (
              <Section title={t("detail.link")} about={t("detail.linkAbout")}>
                <Messages of={["common", "invites"]}>
                  <LinkForm org={org} id={id} />
                </Messages>
              </Section>
            )}
            <Section title={t("revoke")}>
              <Disclosure label={t("revokeBehind")} look="danger">
                <p>
                  {t.rich("revokeAbout", { email: () => <bdi className="font-medium wrap-anywhere">{email}</bdi> })}
                </p>
                <p className="text-muted">{t("revokeEntered")}</p>
                <ActionForm action={revoke} values={values} look="danger">
                  {t("revoke")}
                </ActionForm>
              </Disclosure>
            </Section>
          </div>
        )}
      </>
    )
  },
})
