import { useApp, useAppCan } from "@nanostack/client/app-react"
import { useState } from "react"

export function App({ audience }: { audience: string }) {
  const { app, user, isLoaded, error, reload } = useApp()
  const mayInvite = useAppCan("invites:write")
  const [token, setToken] = useState("")
  if (error)
    return (
      <p role="alert">
        {error.message}{" "}
        <button type="button" onClick={reload}>
          Try again
        </button>
      </p>
    )
  if (!isLoaded) return <p>Loading…</p>
  if (!user)
    return (
      <button type="button" onClick={() => app.signIn()}>
        Sign in
      </button>
    )
  return (
    <>
      <h1>Welcome, {user.name}</h1>
      <p>{mayInvite ? "You can invite people." : "You can't invite people."}</p>
      <button type="button" onClick={async () => setToken((await app.getToken({ audience })) ?? "")}>
        Get a token
      </button>
      <output>{token}</output>
      <button type="button" onClick={() => app.signOut()}>
        Sign out
      </button>
    </>
  )
}
