import { Check, ChevronsUpDown, Plus } from "lucide-react"
import Link from "next/link"
import { RoleName } from "@/components/role-name"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import { FilteredList } from "./filtered-list"
import { OrganizationMark } from "./organization-mark"
import { Pending } from "./pending"
import type { Rank } from "./standing"

type Props = { path: string; current: Rank; organizations: Rank[]; mayCreate: boolean }

/**
 * Links to the same page in other organizations. A native popover: opens and closes without JavaScript, also by
 * keyboard.
 */
export async function OrganizationSwitcher({ path, current, organizations, mayCreate }: Props) {
  const t = await translations("shell.organizations")
  const items = organizations.map((organization) => ({
    key: organization.id,
    name: organization.name,
    content: (
      <Link
        href={address(path, { org: organization.id })}
        prefetch={false}
        aria-current={organization.id === current.id ? "true" : undefined}
        className="flex items-center gap-3 rounded px-3 py-2 hover:bg-sunken"
      >
        <OrganizationMark organization={organization} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{organization.name}</span>
          <span className="block truncate text-xs text-muted">
            <RoleName role={organization.role} name={organization.roleName} />
          </span>
        </span>
        <Pending />
        {organization.id === current.id && <Check aria-hidden className="size-4 text-accent" />}
      </Link>
    ),
  }))
  return (
    <div className="min-w-0">
      <button
        type="button"
        popoverTarget="organizations"
        aria-label={t("switch", { name: current.name })}
        className="flex w-full items-center gap-3 rounded border border-line bg-surface px-3 py-2 text-left transition-colors hover:border-edge"
      >
        <OrganizationMark organization={current} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{current.name}</span>
          <span className="block truncate text-xs text-muted">
            <RoleName role={current.role} name={current.roleName} />
          </span>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
      </button>
      <nav
        id="organizations"
        popover="auto"
        aria-label={t("label")}
        className="fixed top-[4.25rem] left-4 m-0 max-h-[70dvh] w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border border-line bg-surface p-1.5 text-ink shadow-lift sm:w-80 lg:top-[8.75rem]"
      >
        <p className="px-3 pt-2 pb-1 text-xs text-muted">{t("yours")}</p>
        {items.length > 10 ? (
          <FilteredList label={t("find")} none={t("none")} items={items} />
        ) : (
          <ul>
            {items.map(({ key, content }) => (
              <li key={key}>{content}</li>
            ))}
          </ul>
        )}
        {mayCreate && (
          <Link
            href={address("/organization/new", { org: current.id })}
            prefetch={false}
            className="mt-1.5 flex items-center gap-3 rounded border-t border-line px-3 py-2 font-medium hover:bg-sunken"
          >
            <Plus aria-hidden className="mx-1 size-4 text-muted" />
            {t("create")}
          </Link>
        )}
      </nav>
    </div>
  )
}
