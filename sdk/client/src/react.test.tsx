import { renderToString } from "react-dom/server"
import { expect, test } from "vitest"
import { browserStorage, NanostackClient, type User } from "./index"
import { NanostackProvider, SignedIn, SignedOut, useCan, useOrganization, useUser } from "./react"

const user = { id: "user_1", name: "Ada", effective_permissions: ["billing:read"] } as unknown as User

function Page() {
  const { user, isLoaded } = useUser()
  const { organization } = useOrganization()
  const can = useCan("billing:read")
  return (
    <>
      <SignedIn>in</SignedIn>
      <SignedOut>out</SignedOut>
      {JSON.stringify({ name: user?.name, isLoaded, organization, can })}
    </>
  )
}

function rendered(initialUser?: User) {
  const client = new NanostackClient({ baseURL: "https://users.example.com", storage: browserStorage() })
  const html = renderToString(
    <NanostackProvider client={client} initialUser={initialUser}>
      <Page />
    </NanostackProvider>,
  )
  return html.replaceAll("&quot;", '"').replaceAll("<!-- -->", "")
}

test("on a server without a user, neither SignedIn nor SignedOut is rendered", () => {
  expect(rendered()).toBe('{"isLoaded":false,"organization":null,"can":false}')
})

test("on a server with an initial user, the signed-in content is rendered immediately", () => {
  expect(rendered(user)).toBe('in{"name":"Ada","isLoaded":true,"organization":null,"can":true}')
})

test("hooks without a provider throw an error that says what is missing", () => {
  expect(() => renderToString(<Page />)).toThrow("Put <NanostackProvider")
})
