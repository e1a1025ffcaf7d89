import type { Metadata } from "next"
import { AddressForm } from "@/components/address-form"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { lookAtVerification, verifiedAlready } from "@/lib/auth/verification"
import { isAppError } from "@/lib/core/errors"
import { sentence } from "@/lib/core/forms/failure"
import { linkToken } from "@/lib/core/links/token"
import { translations } from "@/lib/i18n/translations"
import { sendLinkAgain } from "./actions"
import { Already } from "./already"
import { Decision } from "./decision"
import { VerificationRefused } from "./refused"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.verify"))("title"), referrer: "no-referrer" }
}

/** Opening the link changes nothing, because email scanners open links too; the buttons do. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  if (search.done === "refused" || search.done === "change-refused")
    return <VerificationRefused change={search.done === "change-refused"} />
  const token = await linkToken(search)
  const t = await translations("links")
  if (!token)
    return (
      <>
        <Heading title={search.sent ? t("verify.sentTitle") : t("verify.title")}>
          {search.sent ? t("verify.sent") : t("verify.open")}
        </Heading>
        <AddressForm action={sendLinkAgain} label={t("sendNew")} look="plain" />
      </>
    )
  const found = await look(token)
  if (typeof found === "string") {
    const verified = await verifiedAlready(token)
    if (verified) return <Already email={verified} />
    return (
      <>
        <Heading title={t("dead")}>{found}</Heading>
        <AddressForm action={sendLinkAgain} label={t("sendNew")} />
      </>
    )
  }
  return <Decision token={token} to={search.to} registration={found} />
}

/** Returns the address that the link verifies, or what is wrong with the link. */
async function look(token: string) {
  try {
    return await lookAtVerification(token)
  } catch (error) {
    if (isAppError(error)) return sentence(error)
    throw error
  }
}
