import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { TextLink } from "@/components/text-link"
import { isAppError } from "@/lib/errors"
import { getInviteByToken, type InviteLink, lookAtInvite } from "@/lib/invites/accept"
import { currentUser } from "@/lib/page-session"
import { DeadInvite } from "./dead-invite"
import { Offer } from "./offer"
import { Decline, WaysIn } from "./ways-in"

export const metadata: Metadata = { title: "Your invite", referrer: "no-referrer" }

async function find(token: string): Promise<InviteLink | null> {
  try {
    return await lookAtInvite(token)
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null
    throw error
  }
}

/** An invite, through its link. Opening it changes nothing; the buttons do. */
export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invite = await find(token)
  if (!invite)
    return (
      <>
        <Heading title="This link is not one of ours">
          Was it cut off? Copy all of it from the mail, or ask the person who invited you to send it again.
        </Heading>
        <p className="text-sm">
          <TextLink href="/login">Sign in</TextLink>
        </p>
      </>
    )
  const { state, ...rest } = invite
  if (state !== "open") return <DeadInvite invite={{ ...rest, state }} token={token} />
  const { organization, inviter, email, name, role, message, next } = await getInviteByToken(token)
  const me = await currentUser()
  return (
    <>
      <Heading title={`Join ${organization.name}`}>{inviter} invites you.</Heading>
      <Messages of={["labels"]}>
        <Offer {...{ email, role, message, inviter }} expires={invite.expiresAt} />
      </Messages>
      <div className="grid gap-5">
        <WaysIn token={token} myself={me?.email} invite={{ email, name, organization: organization.name, next }} />
        {(!me || me.email === email) && <Decline token={token} />}
      </div>
    </>
  )
}
