import { Check } from "lucide-react"
import Link from "next/link"
import { permissionWords } from "@/components/permission-words"
import { RankMark } from "@/components/rank"
import { RoleName } from "@/components/role-name"
import { address } from "@/components/search-params"
import { permissions } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import type { Role } from "@/lib/roles/schema"

type Props = { roles: readonly Role[]; org: string; mayWrite: boolean }

/** Permissions in words by role; scrolls sideways, with the permissions staying. */
export async function RoleTable({ roles, org, mayWrite }: Props) {
  const [t, words] = [await translations("roles"), await translations("permissions")]
  const own = [...new Set(roles.flatMap((role) => role.permissions))].filter(
    (name) => !permissions.some((builtIn) => builtIn === name),
  )
  return (
    <section
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-left text-sm">
        <thead>
          <tr className="border-b border-line align-bottom">
            <th scope="col" className="sticky left-0 bg-surface px-4 py-3 text-xs font-medium text-muted">
              {t("permission")}
            </th>
            {roles.map((role) => (
              <th key={role.key} scope="col" className="max-w-44 min-w-28 px-3 py-3 font-normal">
                <RoleHead {...{ role, org, mayWrite }} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {[...permissions, ...own.sort()].map((name) => (
            <tr key={name}>
              <th
                scope="row"
                className="sticky left-0 max-w-40 bg-surface px-4 py-2 font-normal wrap-break-word hyphens-auto sm:max-w-none"
                title={name}
              >
                {permissionWords(words, name)}
              </th>
              {roles.map((role) => (
                <td key={role.key} className="px-3 py-2">
                  {role.permissions.includes(name) ? (
                    <Check role="img" aria-label={t("includes")} className="size-4 text-accent" />
                  ) : (
                    <span className="text-muted">
                      <span aria-hidden>–</span>
                      <span className="sr-only">{t("missing")}</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

async function RoleHead({ role, org, mayWrite }: { role: Role; org: string; mayWrite: boolean }) {
  const t = await translations("roles")
  const { key, name, built_in, based_on, members } = role
  const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
  const link = "w-fit underline decoration-line underline-offset-4 hover:decoration-accent"
  return (
    <span className="grid gap-1">
      <span className="flex items-center gap-2 font-medium">
        <RankMark rank={based_on} />
        <bdi className="line-clamp-2 wrap-anywhere" title={built_in ? undefined : name}>
          {built_in ? <RoleName role={key} /> : name}
        </bdi>
      </span>
      <Link href={address("/members", { org, role: key })} prefetch={false} className={`text-muted ${link}`}>
        {t("members", { n: members })}
      </Link>
      {mayWrite && !built_in ? (
        <Link href={address(`/roles/${key}`, { org })} prefetch={false} className={link}>
          <span>{t.rich("edit", { name, hidden })}</span>
        </Link>
      ) : (
        <span className="text-xs text-muted">{built_in ? t("builtIn") : key}</span>
      )}
    </span>
  )
}
