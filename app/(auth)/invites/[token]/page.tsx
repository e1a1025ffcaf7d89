import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { isAppError } from "@/lib/core/errors"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { currentUser } from "@/lib/core/identity/page-session"
import { linkToken } from "@/lib/core/links/token"
import { translations } from "@/lib/i18n/translations"
import { getInviteByToken, type InviteLink, lookAtInvite } from "@/lib/invites/link"
import { isActiveMember } from "@/lib/memberships/me"
import { LinkEnd } from "../../link-end"
import { AlreadyIn } from "./already-in"
import { DeadInvite } from "./dead-invite"
import { Offer } from "./offer"
import { Decline, WaysIn } from "./ways-in"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("invitation"))("pageTitle"), referrer: "no-referrer" }
}

async function find(token: string): Promise<InviteLink | null> {
  try {
    return await lookAtInvite(token)
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null
    throw error
  }
}

type Props = { params: Promise<{ token: string }>; searchParams: RawSearch }

/** The page of an invite's link. Opening it changes nothing; the buttons do. */
export default async function InvitePage({ params, searchParams }: Props) {
  const { token: link } = await params
  const { to } = await readSearch(searchParams)
  const token = await linkToken({ link })
  const t = await translations("invitation")
  if (!token) return <LinkEnd title={t("gone")}>{t("goneAbout")}</LinkEnd>
  const invite = await find(token)
  if (!invite) return <LinkEnd title={t("unknown")}>{t("unknownAbout")}</LinkEnd>
  const { state, ...rest } = invite
  const me = await currentUser()
  const mine = me?.email === invite.email
  // An open invite for another address stays open, even if a member opens it.
  if (me && (mine || state !== "open") && (await isActiveMember(me.userId, invite.tenantId, invite.organizationId)))
    return <AlreadyIn id={invite.organizationId} name={invite.organizationName} accepted={state === "accepted"} />
  if (state !== "open")
    return (
      <RenderedFor id={me?.userId}>
        <DeadInvite invite={{ ...rest, state }} token={token} myself={me?.email} />
      </RenderedFor>
    )
  const {
    organization,
    inviter,
    email,
    name,
    role,
    role_rank: rank,
    role_name: roleName,
    message,
    next,
  } = await getInviteByToken(token)
  return (
    <RenderedFor id={me?.userId}>
      <Heading title={t("title", { organization: organization.name })}>{t("about", { inviter })}</Heading>
      <Messages of={["labels", "invitation", "terms"]}>
        <Offer {...{ email, role, rank, roleName, message, inviter }} expires={invite.expiresAt} />
        <div className="grid gap-5">
          <WaysIn
            token={token}
            to={to}
            here={address(`/invites/${link}`, { to })}
            myself={me?.email}
            verified={me?.verified ?? false}
            invite={{ email, name, organization: organization.name, next }}
          />
          {(mine || (!me && invite.emailed)) && <Decline token={token} />}
        </div>
      </Messages>
    </RenderedFor>
  )
}
