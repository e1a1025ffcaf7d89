import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Heading } from "@/components/heading"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { currentUser, safeNext } from "@/lib/page-session"
import { readChallenge } from "../challenge"
import { CodeForm } from "./code-form"

export const metadata: Metadata = { title: "Enter your code" }

/** The second step of signing in; who has not done the first begins there. */
export default async function CodePage({ searchParams }: { searchParams: RawSearch }) {
  const next = safeNext((await readSearch(searchParams)).next)
  if (await currentUser()) redirect(next)
  const again = address("/login", { next })
  if (!(await readChallenge())) redirect(again)
  return (
    <>
      <Heading title="Enter your code">Your account has a second factor.</Heading>
      <CodeForm next={next} />
      <p className="text-sm">
        <TextLink href={again}>Back to sign in</TextLink>
      </p>
    </>
  )
}
