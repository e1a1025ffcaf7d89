import Link from "next/link"
import { ProofForm } from "@/components/proof-form"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { List } from "@/components/ui/list"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import type { myOrganizations } from "@/lib/users/me"
import { leave } from "./organization-actions"

type Mine = Awaited<ReturnType<typeof myOrganizations>>

type Props = { me: UserCaller; mine: Mine; org: string | undefined }

/** A person's organizations with their roles, and a way to leave. */
export async function MyOrganizations({ me, mine, org }: Props) {
  const t = await translations("profile.organizations")
  if (mine.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  return (
    <List aria-label={t("title")}>
      {mine.map((one) => (
        <li key={one.id} className="grid gap-3 px-4 py-3">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <Link
              href={address("/profile/organizations", { org: one.id })}
              prefetch={false}
              aria-current={one.id === org ? "true" : undefined}
              className="min-w-0 font-medium wrap-anywhere underline decoration-transparent underline-offset-4 hover:decoration-accent"
            >
              <bdi>{one.name}</bdi>
            </Link>
            <span className="text-sm">
              <Rank role={one.role} rank={one.role_rank} name={one.role_name} />
            </span>
          </div>
          <Leave id={one.id} name={one.name} me={me.userId} />
        </li>
      ))}
    </List>
  )
}

async function Leave({ id, name, me }: { id: string; name: string; me: string }) {
  const t = await translations("profile.organizations")
  const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
  return (
    <ProofForm
      action={leave}
      values={{ organization_id: id, user_id: me }}
      asks={false}
      look="danger"
      size="small"
      behind={<span>{t.rich("leaveBehind", { name, hidden })}</span>}
      about={<p>{t.rich("leaveAbout", { name: () => <bdi className="font-medium wrap-anywhere">{name}</bdi> })}</p>}
    >
      <span>{t.rich("leave", { name, hidden })}</span>
    </ProofForm>
  )
}
