import { auth, OrganizationSwitcher, SignOutButton } from "@nanostack/nextjs"

export default async function Page() {
  const { user } = await auth.protect()
  return (
    <main>
      <h1>Welcome, {user.name}</h1>
      <OrganizationSwitcher />
      <SignOutButton />
    </main>
  )
}
