import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { NameList } from "@/components/name-list"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { keysToRevoke } from "@/lib/auth/password"
import { whyDead } from "@/lib/link-state"
import { revokeKeys } from "./actions"

export const metadata: Metadata = { title: "Revoke API keys", referrer: "no-referrer" }

/** For who reset a password because of a stranger: stops the keys made lately. Opening the link changes nothing. */
export default async function RevokeKeysPage({ searchParams }: { searchParams: RawSearch }) {
  const { token, revoked } = await readSearch(searchParams)
  if (!token)
    return revoked ? (
      <End title="The keys are revoked">Servers that still use one of them are refused from now on.</End>
    ) : (
      <End title="Revoke API keys">Open the link that we mailed to you.</End>
    )
  const dead = await whyDead("revoke_keys", token)
  if (dead) return <End title="This link does not work">{dead} You can revoke keys one by one after signing in.</End>
  const names = await keysToRevoke(token)
  if (names.length === 0) return <End title="Nothing to revoke">None of the keys made lately works any more.</End>
  return (
    <>
      <Heading title="Did you make these API keys?">
        They were made with your account in the last 30 days and still work. Programs that use them stop when you revoke
        them.
      </Heading>
      <NameList names={names} />
      <ActionForm action={revokeKeys} values={{ token }} look="danger" className="grid gap-5">
        Revoke them all
      </ActionForm>
    </>
  )
}

function End({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <Heading title={title}>{children}</Heading>
      <p className="text-sm">
        <TextLink href="/login">Sign in</TextLink>
      </p>
    </>
  )
}
