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
  const dead = token
    ? await whyDead("reset_password", token)
    : "Open the link that we mailed to you, or ask for a new one."
  if (!token || dead)
    return (
      <>
        <Heading title={token ? "This link does not work" : "Choose a new password"}>{dead}</Heading>
        <AddressForm action={mailResetLink} label="Send a new link" />
      </>
    )
  return (
    <>
      <Heading title="Choose a new password">Every session of your account is signed out then.</Heading>
      <ResetForm token={token} />
    </>
  )
}
