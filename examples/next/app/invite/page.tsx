import { auth } from "@nanostack/nextjs"
import { invite } from "./actions"

export default async function Page() {
  await auth.protect("invites:write")
  return (
    <form action={invite}>
      <input name="email" type="email" aria-label="Email" />
      <button type="submit">Invite</button>
    </form>
  )
}
