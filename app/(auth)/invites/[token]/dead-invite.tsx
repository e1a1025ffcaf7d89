import Link from "next/link"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { HomeButton } from "@/components/home-button"
import { address } from "@/components/search-params"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"
import type { InviteLink } from "@/lib/invites/link"
import { askForNewLink, switchAccount } from "./actions"

type State = Exclude<InviteLink["state"], "open">

type Props = {
  invite: InviteLink & { state: State }
  token: string
  /** The address of the signed-in person, who isn't a member. */
  myself: string | undefined
}

/** Why an invite no longer works, and what to do next. */
export async function DeadInvite({ invite, token, myself }: Props) {
  const t = await translations("invitation")
  const { state, email, inviter, organizationName: organization } = invite
  const left = state === "accepted" && myself === email
  const story = left ? t("left", { organization }) : t(`dead.${state}.story`, { organization, inviter })
  return (
    <>
      <Heading title={t(`dead.${state}.title`)}>
        <span className="wrap-anywhere">{story}</span>
      </Heading>
      {left ? <HomeButton /> : <Next invite={invite} token={token} myself={myself} />}
    </>
  )
}

async function Next({ invite, token, myself }: Props) {
  const t = await translations("invitation")
  const { state, email, organizationId } = invite
  if (state === "expired" || state === "revoked")
    return (
      <ActionForm action={askForNewLink} values={{ token }} className="grid gap-5">
        {t("ask")}
      </ActionForm>
    )
  if (state === "accepted" && myself)
    return (
      <ActionForm action={switchAccount} values={{ token }} className="grid gap-5">
        {t("switch", { email })}
      </ActionForm>
    )
  const next = state === "accepted" ? address("/", { org: organizationId }) : undefined
  return (
    <ButtonSlot>
      <Link href={address("/login", { next })} prefetch={false}>
        {t("signIn")}
      </Link>
    </ButtonSlot>
  )
}
