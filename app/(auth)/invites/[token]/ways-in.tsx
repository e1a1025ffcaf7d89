import Link from "next/link"
import { ActionForm } from "@/components/action-form"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { env } from "@/lib/core/env"
import { translations } from "@/lib/i18n/translations"
import type { InvitePreview } from "@/lib/invites/schema"
import { currentTerms } from "@/lib/terms/service"
import { acceptAsMyself, askByEmail, decline, switchAccount } from "./actions"
import { NewcomerForm } from "./newcomer-form"

type Props = {
  token: string
  /** Where the person goes on, sealed. */
  to: string | undefined
  /** The page's path. */
  here: string
  /** The address of the signed-in person. */
  myself: string | undefined
  invite: { email: string; name: string | null; organization: string; next: InvitePreview["next"] }
  /** Whether the signed-in person has verified the address. */
  verified: boolean
}

/** How the invited person can accept: as themselves, signed in as another person, with an account, or as a new user. */
export async function WaysIn({ token, to, here, myself, invite, verified }: Props) {
  const t = await translations("invitation")
  if (myself && myself !== invite.email)
    return (
      <>
        <Alert tone="note">
          {t.rich("wrongAccount", { myself, email: invite.email, strong: (text) => <strong>{text}</strong> })}
        </Alert>
        <ActionForm action={switchAccount} values={{ token }} className="grid gap-5">
          {t("switch", { email: invite.email })}
        </ActionForm>
      </>
    )
  if (myself && invite.next === "prove_email" && !verified)
    return (
      <Alert tone="note">
        {t.rich("copied.verify", { email: invite.email, strong: (text) => <strong>{text}</strong> })}
      </Alert>
    )
  if (myself)
    return (
      <ActionForm action={acceptAsMyself} values={{ token, to }} className="grid gap-5">
        {t("title", { organization: invite.organization })}
      </ActionForm>
    )
  if (invite.next === "prove_email")
    return (
      <>
        <Alert tone="note">
          {t.rich("copied.about", { email: invite.email, strong: (text) => <strong>{text}</strong> })}
        </Alert>
        <ActionForm action={askByEmail} values={{ token }} className="grid gap-5">
          {t("copied.send", { email: invite.email })}
        </ActionForm>
        <p className="text-sm text-muted">
          {t.rich("copied.signIn", {
            link: (text) => <TextLink href={address("/login", { next: here, email: invite.email })}>{text}</TextLink>,
          })}
        </p>
      </>
    )
  if (invite.next === "sign_in")
    return (
      <>
        <ButtonSlot>
          <Link href={address("/login", { next: here, email: invite.email })} prefetch={false}>
            {t("signInToAccept")}
          </Link>
        </ButtonSlot>
        <p className="text-sm text-muted">
          {t.rich("forgot", {
            link: (text) => <TextLink href={address("/forgot-password", { email: invite.email })}>{text}</TextLink>,
          })}
        </p>
      </>
    )
  return <NewcomerForm {...{ token, to, ...invite }} least={env().PASSWORD_MIN_LENGTH} terms={currentTerms()} />
}

/** Declines the invite, for the holder of the link. */
export async function Decline({ token }: { token: string }) {
  const t = await translations("invitation")
  return (
    <ActionForm
      action={decline}
      values={{ token }}
      look="quiet"
      size="small"
      className="grid justify-items-center gap-3"
    >
      {t("decline")}
    </ActionForm>
  )
}
