"use client"

import { useCan, useSession } from "@nanostack/nextjs/client"

export function Greeting() {
  const session = useSession()
  const mayInvite = useCan("invites:write")
  if (!session) return <h1>Hello</h1>
  return (
    <h1>
      Hello, {session.user.name}, {mayInvite ? "who can invite" : "who can't invite"}
    </h1>
  )
}
