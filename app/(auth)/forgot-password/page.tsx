import type { Metadata } from "next"
import { AddressForm } from "@/components/address-form"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { mailResetLink } from "./actions"

export const metadata: Metadata = { title: "Forgot your password?" }

export default async function ForgotPasswordPage({ searchParams }: { searchParams: RawSearch }) {
  const { email } = await readSearch(searchParams)
  return (
    <>
      <Heading title="Forgot your password?">We mail you a link to choose a new one.</Heading>
      <AddressForm action={mailResetLink} label="Send the link" email={email} />
      <p className="text-sm">
        <TextLink href="/login">Back to sign in</TextLink>
      </p>
    </>
  )
}
