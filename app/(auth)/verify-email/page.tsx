import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { AddressForm } from "@/components/address-form"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { whyDead } from "@/lib/link-state"
import { sendLinkAgain, verifyAddress } from "./actions"

export const metadata: Metadata = { title: "Verify your address", referrer: "no-referrer" }

/** Opening the link changes nothing, since mail scanners open links too: the button does. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: RawSearch }) {
  const { token, sent } = await readSearch(searchParams)
  if (!token)
    return (
      <>
        <Heading title={sent ? "Look into your mailbox" : "Verify your address"}>
          {sent
            ? "We sent you a link. Open it to confirm that the address is yours, then sign in."
            : "Open the link that we mailed to you. Nothing there? Ask for a new one."}
        </Heading>
        <AddressForm action={sendLinkAgain} label="Send a new link" look="plain" />
      </>
    )
  const dead = await whyDead(["verify_email", "change_email"], token)
  if (dead)
    return (
      <>
        <Heading title="This link does not work">{dead}</Heading>
        <AddressForm action={sendLinkAgain} label="Send a new link" />
      </>
    )
  return (
    <>
      <Heading title="Verify your address">One click, and we know that this mailbox is yours.</Heading>
      <ActionForm action={verifyAddress} values={{ token }} className="grid gap-5">
        Verify my address
      </ActionForm>
    </>
  )
}
