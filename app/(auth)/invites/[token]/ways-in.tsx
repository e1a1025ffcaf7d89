import Link from "next/link"
import { ActionForm } from "@/components/action-form"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { acceptAsMyself, decline, switchAccount } from "./actions"
import { NewcomerForm } from "./newcomer-form"

type Props = {
  token: string
  /** Who is signed in here. */
  myself: string | undefined
  invite: { email: string; name: string | null; organization: string; next: "create_account" | "sign_in" }
}

/** How the invited person gets in, by who they are: oneself, somebody else, someone with an account, a newcomer. */
export function WaysIn({ token, myself, invite }: Props) {
  if (myself && myself !== invite.email)
    return (
      <>
        <Alert tone="note">
          You are signed in as <strong>{myself}</strong>, but this invite is for <strong>{invite.email}</strong>.
        </Alert>
        <ActionForm action={switchAccount} values={{ token }} className="grid gap-5">
          {`Sign out and go on as ${invite.email}`}
        </ActionForm>
      </>
    )
  if (myself)
    return (
      <ActionForm action={acceptAsMyself} values={{ token }} className="grid gap-5">
        {`Join ${invite.organization}`}
      </ActionForm>
    )
  if (invite.next === "sign_in")
    return (
      <ButtonSlot>
        <Link href={address("/login", { next: `/invites/${token}`, email: invite.email })} prefetch={false}>
          Sign in to accept
        </Link>
      </ButtonSlot>
    )
  return <NewcomerForm {...{ token, ...invite }} />
}

/** Says no, for whoever holds the link. */
export function Decline({ token }: { token: string }) {
  return (
    <ActionForm
      action={decline}
      values={{ token }}
      look="quiet"
      size="small"
      className="grid justify-items-center gap-3"
    >
      No, thank you
    </ActionForm>
  )
}
