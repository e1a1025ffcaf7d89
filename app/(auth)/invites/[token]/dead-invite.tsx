import Link from "next/link"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { ButtonSlot } from "@/components/ui/button-slot"
import type { InviteLink } from "@/lib/invites/accept"
import { askForNewLink } from "./actions"

type State = Exclude<InviteLink["state"], "open">

const stories: Record<State, { title: string; story: (organization: string, inviter: string) => string }> = {
  expired: {
    title: "This invite has expired",
    story: (o) => `Ask for a new link, and the people of ${o} can send one to you.`,
  },
  revoked: {
    title: "This invite was withdrawn",
    story: (o, i) => `${i} or another admin of ${o} took it back. If that was a mistake, ask for a new one.`,
  },
  replaced: {
    title: "There is a newer link",
    story: (o) => `A newer mail about ${o} is in your mailbox. Only its link works.`,
  },
  accepted: { title: "This invite was accepted already", story: (o) => `Sign in to go to ${o}.` },
  declined: {
    title: "This invite was declined",
    story: (o, i) => `If you changed your mind, ask ${i} to invite you to ${o} once more.`,
  },
}

/** What happened to an invite, and the next step. */
export function DeadInvite({ invite, token }: { invite: InviteLink & { state: State }; token: string }) {
  const { title, story } = stories[invite.state]
  const renewable = invite.state === "expired" || invite.state === "revoked"
  return (
    <>
      <Heading title={title}>{story(invite.organizationName, invite.inviter)}</Heading>
      {renewable ? (
        <ActionForm action={askForNewLink} values={{ token }} className="grid gap-5">
          Ask for a new link
        </ActionForm>
      ) : (
        <ButtonSlot>
          <Link href="/login" prefetch={false}>
            Sign in
          </Link>
        </ButtonSlot>
      )}
    </>
  )
}
