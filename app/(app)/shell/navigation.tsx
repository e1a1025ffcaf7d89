import {
  AppWindow,
  Boxes,
  Building2,
  ChartLine,
  CircleUserRound,
  KeyRound,
  MailPlus,
  ScrollText,
  ShieldCheck,
  UsersRound,
} from "lucide-react"
import Link from "next/link"
import { address } from "@/components/search-params"
import type { Permission } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { Pending } from "./pending"
import { Tabs } from "./tabs"

type Entry = {
  path: string
  name:
    | "overview"
    | "members"
    | "invites"
    | "apiKeys"
    | "roles"
    | "applications"
    | "audit"
    | "organization"
    | "tenants"
    | "profile"
  Icon: typeof UsersRound
  needs?: Permission | "tenant_admin"
}

const entries: Entry[] = [
  { path: "/overview", name: "overview", Icon: ChartLine, needs: "audit:read" },
  { path: "/members", name: "members", Icon: UsersRound, needs: "users:read" },
  { path: "/invites", name: "invites", Icon: MailPlus, needs: "invites:read" },
  { path: "/api-keys", name: "apiKeys", Icon: KeyRound, needs: "api_keys:read" },
  { path: "/roles", name: "roles", Icon: ShieldCheck, needs: "roles:read" },
  { path: "/applications", name: "applications", Icon: AppWindow, needs: "applications:read" },
  { path: "/audit", name: "audit", Icon: ScrollText, needs: "audit:read" },
  { path: "/organization", name: "organization", Icon: Building2, needs: "organizations:read" },
  { path: "/tenants", name: "tenants", Icon: Boxes, needs: "tenant_admin" },
  { path: "/profile", name: "profile", Icon: CircleUserRound },
]

/** Links to the pages that this person may open in this organization. */
export async function Navigation({
  path,
  org,
  rights,
}: {
  path: string
  org?: string
  /** Permissions there, and `tenant_admin` for admins of a tenant, or of all. */
  rights: ReadonlySet<string>
}) {
  const t = await translations("shell.pages")
  return (
    <nav aria-label={t("label")}>
      <Tabs>
        {entries
          .filter(({ needs }) => !needs || rights.has(needs))
          .map(({ path: to, name, Icon }) => (
            <li key={to}>
              <Link
                href={address(to, { org })}
                prefetch={false}
                aria-current={path === to || path.startsWith(`${to}/`) ? "page" : undefined}
                className="flex h-10 items-center gap-3 rounded px-3 font-medium whitespace-nowrap text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
              >
                <Icon aria-hidden className="size-4" />
                {t(name)}
                <Pending />
              </Link>
            </li>
          ))}
      </Tabs>
    </nav>
  )
}
