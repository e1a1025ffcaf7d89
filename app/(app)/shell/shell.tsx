import Link from "next/link"
import type { ReactNode } from "react"
import { ActionForm } from "@/components/action-form"
import { LocaleSwitch } from "@/components/locale-switch"
import { Mark } from "@/components/logo"
import { Messages } from "@/components/messages"
import { ThemeChoice } from "@/components/theme-choice"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { translations } from "@/lib/i18n/translations"
import { Navigation } from "./navigation"
import { OrganizationSwitcher } from "./organization-switcher"
import { signOutHere } from "./sign-out"
import type { Standing } from "./standing"

type Props = {
  /** The page's own path, such as /members. */
  path: string
  me: { userId: string; email: string }
  access: Standing
  children: ReactNode
}

/** What stands around every page inside: where one is, where one can go, who one is. */
export async function Shell({ path, me: { userId, email }, access, children }: Props) {
  const t = await translations("common")
  const { current, organizations, administers } = access
  const rights = new Set([...(current?.permissions ?? []), ...(administers ? ["tenant_admin"] : [])])
  return (
    <Messages of={["labels"]}>
      <RenderedFor id={userId}>
        <div className="min-h-dvh lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
          <a
            href="#content"
            className="sr-only rounded bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-10"
          >
            {t("skip")}
          </a>
          <header className="grid grid-cols-[minmax(0,1fr)] gap-3 border-b border-line px-4 pt-4 pb-2 lg:sticky lg:top-0 lg:gap-5 lg:border-b-0 lg:py-6">
            <div className="flex items-center gap-3 lg:flex-col lg:items-stretch lg:gap-5">
              <Link
                href="/"
                prefetch={false}
                className="flex items-center gap-2.5 self-center rounded text-lg font-semibold lg:self-start lg:px-2"
              >
                <Mark />
                <span className="sr-only lg:not-sr-only">Nanostack</span>
              </Link>
              {current && (
                <div className="min-w-0 flex-1">
                  <OrganizationSwitcher path={rootOf(path)} current={current} organizations={organizations} />
                </div>
              )}
            </div>
            <Navigation path={path} org={current?.id} rights={rights} />
          </header>
          <main id="content" className="px-4 py-8 sm:px-8 lg:row-span-2 lg:border-l lg:border-line lg:px-12 lg:py-10">
            <div className="mx-auto grid max-w-page grid-cols-1 gap-8">{children}</div>
          </main>
          <footer className="grid gap-4 border-t border-line p-4 lg:sticky lg:bottom-0 lg:self-end lg:border-t-0 lg:px-6 lg:pb-6">
            <p className="truncate text-sm text-muted" title={email}>
              {email}
            </p>
            <div className="flex items-center justify-between gap-3">
              <ActionForm action={signOutHere} look="plain" size="small">
                {t("signOut")}
              </ActionForm>
              <ThemeChoice />
            </div>
            <LocaleSwitch />
          </footer>
        </div>
      </RenderedFor>
    </Messages>
  )
}

/** A member or invite belongs to one organization: switching leads to the list. */
function rootOf(path: string): string {
  return `/${path.split("/")[1] ?? ""}`
}
