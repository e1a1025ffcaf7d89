import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { WithPasskeyProof } from "@/app/passkeys/with-proof"
import { ProofSource } from "@/app/proof-code/proof-source"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { isAppError } from "@/lib/core/errors"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import type { UserCaller } from "@/lib/core/identity/caller"
import { complyPath } from "@/lib/core/identity/comply"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { decide } from "@/lib/oidc/decide"
import { type Device, findDevice } from "@/lib/oidc/devices"
import { deviceName } from "@/lib/sessions/device-name"
import { asksForProof } from "@/lib/sessions/proof"
import { Wants } from "../authorize/wants"
import { deny } from "./actions"
import { AllowForm } from "./allow-form"
import { CodeForm } from "./code-form"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("authorize"))("device.title"), referrer: "no-referrer" }
}

/** Signs someone in on a device without a browser, by the code that it shows. Nothing is sent without a button. */
export default async function DevicePage({ searchParams }: { searchParams: RawSearch }) {
  const { user_code: code, done } = await readSearch(searchParams)
  const t = await translations("authorize.device")
  const me = await currentUser()
  if (!me) redirect(address("/login", { next: address("/device", { user_code: code }) }))
  if (done === "allowed") return <Heading title={t("allowed.title")}>{t("allowed.about")}</Heading>
  if (done === "denied") return <Heading title={t("denied.title")}>{t("denied.about")}</Heading>
  const found = code ? await findDevice(code).catch(limited) : null
  if (found && found !== "limited") return <Asked device={found} me={me} />
  const wrong = found === "limited" ? t("limited") : code && t("unknown")
  return (
    <>
      <Heading title={t("title")}>{t("about")}</Heading>
      <CodeForm code={code} error={wrong || undefined} />
    </>
  )
}

function limited(error: unknown): "limited" {
  if (isAppError(error) && error.code === "rate_limited") return "limited"
  throw error
}

/** Which application asks, from which device and address. */
async function Asked({ device, me }: { device: Device; me: UserCaller }) {
  const t = await translations("authorize")
  const { application, request, userCode, from } = device
  const { name } = application
  const decision = await decide(me, application, request, null)
  if (decision.kind === "refused")
    return (
      <Heading title={t(`refused.${decision.why}.title`, { name })}>
        {t(`refused.${decision.why}.about`, { name, email: me.email })}
      </Heading>
    )
  if (decision.kind === "comply") redirect(complyPath(decision.scope, address("/device", { user_code: userCode })))
  const asks = decision.kind === "ask"
  const choices = asks ? decision.choices : [{ id: decision.organizationId, name: "" }]
  return (
    <RenderedFor id={me.userId}>
      <ProofSource me={me}>
        <Messages of={["common", "authorize"]}>
          <Heading title={t("device.question", { name })}>{t("signedInAs", { email: me.email })}</Heading>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <dt className="text-muted">{t("device.code")}</dt>
            <dd className="font-mono">{`${userCode.slice(0, 4)}-${userCode.slice(4)}`}</dd>
            <dt className="text-muted">{t("device.device")}</dt>
            <dd className="wrap-anywhere">{deviceName(from.userAgent)}</dd>
            <dt className="text-muted">{t("device.address")}</dt>
            <dd className="font-mono wrap-anywhere">{from.ip ?? "–"}</dd>
          </dl>
          <p className="text-muted">{t("device.warning")}</p>
          {asks && decision.consent && <Wants request={request} />}
          <WithPasskeyProof me={me}>
            <AllowForm code={userCode} choices={choices} asks={asksForProof(me)} />
          </WithPasskeyProof>
          <ActionForm action={deny} values={{ user_code: userCode }} look="plain">
            {t("cancel")}
          </ActionForm>
        </Messages>
      </ProofSource>
    </RenderedFor>
  )
}
