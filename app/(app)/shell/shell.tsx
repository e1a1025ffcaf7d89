import Link from "next/link"
import type { ReactNode } from "react"
import { WithPasskeyProof } from "@/app/passkeys/with-proof"
import { ProofSource } from "@/app/proof-code/proof-source"
import { Mark } from "@/components/logo"
import { Messages } from "@/components/messages"
import { OwnRoles } from "@/components/roles"
import { address } from "@/components/search-params"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { ownRoles } from "@/lib/roles/read"
import { mayCreateTenants } from "@/lib/tenants/service"
import { AccountMenu } from "./account-menu"
import { DoneNotice } from "./done-notice"
import { GraceBanner } from "./grace-banner"
import { Navigation } from "./navigation"
import { OrganizationSwitcher } from "./organization-switcher"
import { PasskeyOffer } from "./passkey-offer"
import { isOffered } from "./passkey-offer-cookie"
import type { Standing } from "./standing"
import { UnverifiedBanner } from "./unverified-banner"

type Props = {
  /** The page's own path, such as /members. */
  path: string
  me: UserCaller
  access: Standing
  /** The result of the previous action, from the URL. */
  done: string | undefined
  children: ReactNode
}

/** The frame of every signed-in page: organization, navigation, account. */
export async function Shell({ path, me, access, done, children }: Props) {
  const t = await translations("common")
  const { current, organizations, administers } = access
  // People with one organization needn't learn what a tenant is.
  const tenants = me.superAdmin || (administers && organizations.length > 1)
  const rights = new Set([...(current?.permissions ?? []), ...(tenants ? ["tenant_admin"] : [])])
  const roles = current ? await rolesFor(current) : []
  const offered = path !== "/profile/security" && (await isOffered(me.userId))
  return (
    <Messages of={["labels"]}>
      <OwnRoles roles={roles}>
        <RenderedFor id={me.userId}>
          <ProofSource me={me}>
            <div className="min-h-dvh lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)]">
              <a
                href="#content"
                className="sr-only rounded bg-accent text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-10 focus:px-4 focus:py-2"
              >
                {t("skip")}
              </a>
              <header className="flex flex-wrap items-center gap-3 border-b border-line px-4 pt-4 pb-2 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:flex-nowrap lg:items-stretch lg:gap-5 lg:border-b-0 lg:py-6">
                <Link
                  href="/"
                  prefetch={false}
                  className="flex items-center gap-2.5 rounded text-lg font-semibold lg:self-start lg:px-2"
                >
                  <Mark />
                  <span className="sr-only lg:not-sr-only">Nanostack</span>
                </Link>
                <div className="min-w-0 flex-1 lg:flex-none">
                  {current && (
                    <OrganizationSwitcher
                      path={rootOf(path)}
                      current={current}
                      organizations={organizations}
                      mayCreate={me.verified && mayCreateTenants(me)}
                    />
                  )}
                </div>
                <div className="order-last min-w-0 basis-full lg:order-none lg:min-h-0 lg:flex-1 lg:basis-auto lg:overflow-y-auto">
                  <Navigation path={path} org={current?.id} rights={rights} />
                </div>
                <AccountMenu me={me} org={current?.id} />
              </header>
              <main
                id="content"
                tabIndex={-1}
                className="outline-none px-4 py-8 sm:px-8 lg:border-l lg:border-line lg:px-12 lg:py-10"
              >
                <div className="mx-auto grid max-w-page grid-cols-1 gap-8">
                  {!me.verified && <UnverifiedBanner email={me.email} />}
                  {current && <GraceBanner me={me} current={current} />}
                  <DoneNotice done={done} />
                  {offered && (
                    <Messages of={["passkeys"]}>
                      <PasskeyOffer href={address("/profile/security", { org: current?.id })} />
                    </Messages>
                  )}
                  <WithPasskeyProof me={me}>{children}</WithPasskeyProof>
                </div>
              </main>
            </div>
          </ProofSource>
        </RenderedFor>
      </OwnRoles>
    </Messages>
  )
}

/** The tenant's own roles; what they include only for who may give them. */
async function rolesFor({ tenantId, permissions }: NonNullable<Standing["current"]>) {
  const roles = await ownRoles(tenantId)
  const gives = ["users:write", "invites:write", "api_keys:write", "roles:read"].some((name) => permissions.has(name))
  return gives ? roles : roles.map((role) => ({ ...role, included: [] }))
}

/** A member or invite belongs to one organization: switching goes to the list. */
function rootOf(path: string): string {
  return `/${path.split("/")[1] ?? ""}`
}
