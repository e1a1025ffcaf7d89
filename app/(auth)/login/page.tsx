import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Heading } from "@/components/heading"
import { address, type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { currentUser, safeNext } from "@/lib/page-session"
import { LoginForm } from "./login-form"

export const metadata: Metadata = { title: "Sign in" }

const notices: Record<string, string> = {
  "signed-out": "You are signed out.",
  "password-reset": "Your password is changed, and every session was signed out. Sign in with the new one.",
  verified: "Your address is verified. Sign in to go on.",
  closed: "Your account is closed. Sign in within 30 days to get it back.",
}

/** The one door for people; whoever is inside already goes on. */
export default async function LoginPage({ searchParams }: { searchParams: RawSearch }) {
  const search = await readSearch(searchParams)
  const next = safeNext(search.next)
  if (await currentUser()) redirect(next)
  const notice = search.done && Object.hasOwn(notices, search.done) ? notices[search.done] : undefined
  return (
    <>
      <Heading title="Sign in" />
      {notice && <Alert tone="good">{notice}</Alert>}
      <LoginForm next={next} email={search.email} />
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-2 text-sm">
        <TextLink href={address("/forgot-password", { email: search.email })}>Forgot your password?</TextLink>
        <span className="text-muted">
          New here? <TextLink href="/register">Create an account</TextLink>
        </span>
      </p>
    </>
  )
}
