import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { WithPasskeyProof } from "@/app/passkeys/with-proof"
import { ProofSource } from "@/app/proof-code/proof-source"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { ProofForm } from "@/components/proof-form"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { ButtonSlot } from "@/components/ui/button-slot"
import { env } from "@/lib/core/env"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { labelOf } from "@/lib/identities/providers"
import { waiting } from "@/lib/identities/requests"
import { asksForProof } from "@/lib/sessions/proof"
import { readToken } from "../login/with/cookies"
import { linkIt } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("identities"))("link.title") }
}

/**
 * An account elsewhere waits in this browser: its service does not decide about the address, so that the person signs
 * in by another way once, and then links it.
 */
export default async function LinkAccountPage() {
  const token = await readToken("waiting")
  const found = token ? await waiting(token).catch(() => null) : null
  if (!found) redirect("/login?problem=expired")
  const me = await currentUser()
  const t = await translations("identities.link")
  const names = { provider: labelOf(found.provider), label: found.label }
  if (!me)
    return (
      <>
        <Heading title={t("title")}>
          {t(env().VERIFY_BEFORE_SIGN_IN ? "proveOrVerify" : "prove", { ...names, email: found.email ?? "" })}
        </Heading>
        <ButtonSlot>
          <a href={address("/login", { next: "/link-account", email: found.email ?? undefined })}>{t("signIn")}</a>
        </ButtonSlot>
        <p className="text-sm">
          <TextLink href={address("/forgot-password", { email: found.email ?? undefined })}>{t("forgot")}</TextLink>
        </p>
      </>
    )
  return (
    <>
      <Heading title={t("title")}>{t("confirm", { ...names, email: me.email })}</Heading>
      <Messages of={["common"]}>
        <RenderedFor id={me.userId}>
          <ProofSource me={me}>
            <WithPasskeyProof me={me}>
              <ProofForm action={linkIt} asks={asksForProof(me)}>
                {t("submit", names)}
              </ProofForm>
            </WithPasskeyProof>
          </ProofSource>
        </RenderedFor>
      </Messages>
      <p className="text-sm">
        <TextLink href={found.next || "/profile"}>{t("skip")}</TextLink>
      </p>
    </>
  )
}
