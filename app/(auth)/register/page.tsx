import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { env } from "@/lib/env"
import { findSignUp } from "@/lib/organizations/service"
import { RegisterForm } from "./register-form"

export const metadata: Metadata = { title: "Create an account" }

/** What registration may do: join an organization, begin one, or (null) nothing. Closed and unknown ones look alike. */
async function readOffer(id: string | undefined) {
  if (!id) return env().SIGN_UP === "open" ? { name: null, domains: [] } : null
  const found = /^[A-Za-z0-9_]{1,64}$/.test(id) ? await findSignUp(id) : null
  if (!found || found.signUp === "invite_only") return null
  return { name: found.name, domains: found.signUp === "domain" ? found.allowedDomains : [] }
}

export default async function RegisterPage({ searchParams }: { searchParams: RawSearch }) {
  const { organization_id } = await readSearch(searchParams)
  const offer = await readOffer(organization_id)
  if (!offer)
    return (
      <>
        <Heading title="Registration is closed here">Ask an admin of your organization for an invite.</Heading>
        <p className="text-sm text-muted">
          You have an account? <TextLink href="/login">Sign in</TextLink>
        </p>
      </>
    )
  return (
    <>
      <Heading title={offer.name ? `Join ${offer.name}` : "Create an account"}>
        {offer.name
          ? "You become a member of this organization."
          : "With an organization of your own, to invite others to."}
      </Heading>
      <RegisterForm organizationId={offer.name ? organization_id : undefined} domains={offer.domains} />
      <p className="text-sm text-muted">
        You have an account? <TextLink href="/login">Sign in</TextLink>
      </p>
    </>
  )
}
