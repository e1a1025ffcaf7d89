import { ArrowLeft } from "lucide-react"
import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { ProofForm } from "@/components/proof-form"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { asksForProof } from "@/lib/forms/proof"
import { beginSecondFactor, secondFactorState } from "@/lib/second-factor/service"
import { memberPage } from "../../member-page"
import { begin } from "./actions"
import { ConfirmForm } from "./confirm-form"
import { QrCode } from "./qr-code"

export const metadata: Metadata = { title: "Second factor" }

/** Setting a second factor up: scan, show that it works, keep the recovery codes. */
export default memberPage({
  path: "/profile/second-factor",
  permission: "self",
  render: async ({ me, org }) => {
    const { enabled } = await secondFactorState(me.userId)
    const asks = !enabled && asksForProof(me)
    return (
      <>
        <p>
          <TextLink href={address("/profile", { org })}>
            <ArrowLeft aria-hidden className="mr-1 inline size-4" />
            Profile
          </TextLink>
        </p>
        <Heading title="Second factor">A code from your phone beside the password.</Heading>
        {asks ? (
          <div className="max-w-form">
            <ProofForm action={begin} asks>
              Go on
            </ProofForm>
          </div>
        ) : (
          <ConfirmForm enabled={enabled}>{!enabled && <Scan {...(await beginSecondFactor(me))} />}</ConfirmForm>
        )}
      </>
    )
  },
})

function Scan({ secret, uri }: { secret: string; uri: string }) {
  return (
    <div className="grid max-w-form gap-4">
      <p>Scan this with an authenticator app, such as the one of your password manager.</p>
      <QrCode text={uri} label="QR code for your authenticator app" />
      <p className="text-sm text-muted">
        You cannot scan? Type this secret instead:
        <br />
        <code className="font-mono text-ink break-all select-all">{secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
    </div>
  )
}
