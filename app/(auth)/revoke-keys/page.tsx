import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { keysToRevoke } from "@/lib/auth/password"
import { whyDead } from "@/lib/link-state"
import { revokeKeys } from "./actions"

export const metadata: Metadata = { title: "Revoke API keys", referrer: "no-referrer" }

/** After a reset of the password: the API keys made with the account lately, with one button that revokes them. */
export default async function RevokeKeysPage({ searchParams }: { searchParams: RawSearch }) {
  const { token, revoked } = await readSearch(searchParams)
  if (revoked)
    return (
      <>
        <Heading title="Revoked">What used these API keys is refused from now on.</Heading>
        <TextLink href="/login">Sign in</TextLink>
      </>
    )
  const dead = token ? await whyDead("revoke_keys", token) : "Open the link that we mailed to you."
  if (!token || dead) return <Heading title="This link does not work">{dead}</Heading>
  const names = await keysToRevoke(token)
  return (
    <>
      <Heading title="Did you make these API keys?">
        They were made with your account in the last 30 days and still work. Programs that use them stop when you revoke
        them.
      </Heading>
      <ul className="mb-6 grid gap-1 font-mono text-sm">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <ActionForm action={revokeKeys} values={{ token }} look="danger" className="grid gap-5">
        Revoke them all
      </ActionForm>
    </>
  )
}
