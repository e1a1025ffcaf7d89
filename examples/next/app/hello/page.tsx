import { Can, SignInButton, UserButton } from "@nanostack/nextjs"
import { Greeting } from "./greeting"

/** For everyone, also without a sign-in. */
export default function Page() {
  return (
    <main>
      <Greeting />
      <SignInButton />
      <UserButton />
      <Can permission="invites:write">
        <a href="/invite">Invite someone</a>
      </Can>
    </main>
  )
}
