import { Building2, CircleUserRound, KeyRound, MailPlus, ScrollText, UsersRound } from "lucide-react"
import Link from "next/link"
import { address } from "@/components/search-params"
import type { Permission } from "@/lib/permissions"

type Entry = { path: string; name: string; Icon: typeof UsersRound; needs?: Permission }

const entries: Entry[] = [
  { path: "/members", name: "Members", Icon: UsersRound, needs: "users:read" },
  { path: "/invites", name: "Invites", Icon: MailPlus, needs: "invites:read" },
  { path: "/api-keys", name: "API keys", Icon: KeyRound, needs: "api_keys:read" },
  { path: "/audit", name: "Audit log", Icon: ScrollText, needs: "audit:read" },
  { path: "/organization", name: "Organization", Icon: Building2, needs: "organizations:write" },
  { path: "/profile", name: "Profile", Icon: CircleUserRound },
]

/** The pages that this person may open in this organization. */
export function Navigation({
  path,
  org,
  permissions,
}: {
  path: string
  org?: string
  permissions: ReadonlySet<string>
}) {
  return (
    <nav aria-label="Pages">
      <ul className="flex gap-1 overflow-x-auto lg:flex-col">
        {entries
          .filter(({ needs }) => !needs || permissions.has(needs))
          .map(({ path: to, name, Icon }) => (
            <li key={to}>
              <Link
                href={address(to, { org })}
                prefetch={false}
                aria-current={path === to || path.startsWith(`${to}/`) ? "page" : undefined}
                className="flex h-10 items-center gap-3 rounded px-3 font-medium whitespace-nowrap text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
              >
                <Icon aria-hidden className="size-4" />
                {name}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
