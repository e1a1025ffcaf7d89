import Link from "next/link"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"
import type { InviteLink } from "@/lib/invites/accept"
import { askForNewLink } from "./actions"

type State = Exclude<InviteLink["state"], "open">

/** What happened to an invite, and the next step. */
export async function DeadInvite({ invite, token }: { invite: InviteLink & { state: State }; token: string }) {
  const t = await translations("invitation")
  const story = t(`dead.${invite.state}.story`, { organization: invite.organizationName, inviter: invite.inviter })
  const renewable = invite.state === "expired" || invite.state === "revoked"
  return (
    <>
      <Heading title={t(`dead.${invite.state}.title`)}>{story}</Heading>
      {renewable ? (
        <ActionForm action={askForNewLink} values={{ token }} className="grid gap-5">
          {t("ask")}
        </ActionForm>
      ) : (
        <ButtonSlot>
          <Link href="/login" prefetch={false}>
            {t("signIn")}
          </Link>
        </ButtonSlot>
      )}
    </>
  )
}
