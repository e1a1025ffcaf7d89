import type { Metadata } from "next"
import { AddressForm } from "@/components/address-form"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { whyDead } from "@/lib/link-state"
import { mailResetLink } from "../forgot-password/actions"
import { ResetForm } from "./reset-form"

export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" }

/** Opening the link changes nothing; sending the form does. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: RawSearch }) {
  const { token } = await readSearch(searchParams)
  if (!token)
    return <Again title="Choose a new password">Open the link that we mailed to you, or ask for a new one.</Again>
  const dead = await whyDead("reset_password", token)
  return <ResetForm token={token} dead={dead && <Again title="This link does not work">{dead}</Again>} />
}

function Again({ title, children }: { title: string; children: string }) {
  return (
    <>
      <Heading title={title}>{children}</Heading>
      <AddressForm action={mailResetLink} label="Send a new link" />
    </>
  )
}
