import Link from "next/link"
import { address } from "@/components/search-params"
import { StateBadge } from "@/components/state-badge"
import { Badge } from "@/components/ui/badge"
import { Changing } from "@/components/ui/changing"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import type { Application } from "@/lib/applications/schema"
import { translations } from "@/lib/i18n/translations"

/** One application, with a link to its page. */
export async function ApplicationRow({ application, org }: { application: Application; org: string }) {
  const t = await translations("applications")
  const { id, name, type, status, organization_id, third_party, created_at } = application
  return (
    <Row>
      <Cell>
        <div className="grid min-w-56 gap-0.5 card:min-w-0">
          <Link
            href={address(`/applications/${id}`, { org })}
            prefetch={false}
            title={name}
            className="line-clamp-2 font-medium wrap-anywhere underline decoration-transparent underline-offset-4 hover:decoration-accent"
          >
            <bdi>{name}</bdi>
          </Link>
          <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
            <span className="font-mono text-xs wrap-anywhere">{id}</span>
            <Changing>{organization_id === null && t("wholeTenant")}</Changing>
            {status === "suspended" && <StateBadge state="suspended" />}
            {third_party && <Badge tone="calm">{t("thirdParty")}</Badge>}
          </div>
        </div>
      </Cell>
      <Cell className="text-sm">{t(`shortTypes.${type}`)}</Cell>
      <Cell className="text-sm text-muted">
        <div className="min-w-24 card:hidden">
          <When at={created_at} />
        </div>
        <span className="hidden card:inline">{t.rich("made", { date: () => <When at={created_at} /> })}</span>
      </Cell>
    </Row>
  )
}
