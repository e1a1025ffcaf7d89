import { headers } from "next/headers.js"
import type { ReactNode } from "react"
import type { Permission } from "../../core/permissions"
import { auth } from "./auth"
import { SessionProvider } from "./client"
import { pathHeader, signInPath, signOutPath } from "./paths"
import { settings } from "./settings"

type Button = { children?: ReactNode; className?: string | undefined; returnTo?: string | undefined }

const currentPath = async () => (await headers()).get(pathHeader)

/** Makes `useSession` and `useCan` of `@nanostack/nextjs/client` work in client components. Reads the session once. */
export async function NanostackProvider({ children }: { children: ReactNode }) {
  const session = await auth()
  return <SessionProvider session={session && shown(session)}>{children}</SessionProvider>
}

/** The token stays on the server. */
const shown = ({ can, token, ...session }: NonNullable<Awaited<ReturnType<typeof auth>>>) => session

/** Leads to the sign-in, and back to this page. */
export async function SignInButton({ children = "Sign in", className, returnTo }: Button) {
  return (
    <a href={signInPath({ returnTo: returnTo ?? (await currentPath()) })} className={className}>
      {children}
    </a>
  )
}

/** Signs out of this application; with `everywhere`, Nanostack asks whether to sign out there too. */
export function SignOutButton({
  children = "Sign out",
  className,
  returnTo = "/",
  everywhere = false,
}: Button & { everywhere?: boolean | undefined }) {
  return (
    <form action={signOutPath()} method="post">
      <input type="hidden" name="return_to" value={returnTo} />
      {everywhere && <input type="hidden" name="everywhere" value="true" />}
      <button type="submit" className={className}>
        {children}
      </button>
    </form>
  )
}

/** The person's picture and name. Opens a menu with their profile and the sign-out. Nothing where no one is signed in. */
export async function UserButton({ className }: { className?: string | undefined }) {
  const session = await auth()
  if (!session) return null
  const { name, email, picture } = session.user
  return (
    <details className={className}>
      <summary>
        {/* biome-ignore lint/performance/noImgElement: the host of pictures would have to be configured for next/image. */}
        {picture && <img src={picture} alt="" width={32} height={32} />} {name || email}
      </summary>
      <p>{email}</p>
      <p>
        <a href={new URL("/profile", settings().issuer).href}>Profile</a>
      </p>
      <SignOutButton />
    </details>
  )
}

/** The current organization. Leads to the choice of another one, and back to this page. */
export async function OrganizationSwitcher({ className }: { className?: string | undefined }) {
  const session = await auth()
  if (!session) return null
  const path = signInPath({ returnTo: await currentPath(), prompt: "select_account" })
  return (
    <a href={path} className={className} title="Switch organization">
      {session.organization.name}
    </a>
  )
}

/** Renders its children for people who have a permission, and `fallback` for others. */
export async function Can({
  permission,
  children,
  fallback = null,
}: {
  permission: Permission
  children: ReactNode
  fallback?: ReactNode
}) {
  return <>{(await auth())?.can(permission) ? children : fallback}</>
}
