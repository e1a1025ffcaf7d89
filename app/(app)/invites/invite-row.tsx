import { RotateCw } from "lucide-react"
import Link from "next/link"
import { ProofForm } from "@/components/proof-form"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { SelectBox } from "@/components/selection/boxes"
import { StateBadge } from "@/components/state-badge"
import { Changing } from "@/components/ui/changing"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Invite } from "@/lib/invites/schema"
import { resend } from "./actions"
import { isMailState, MailBadge } from "./mail-badge"

/** One invitation: address, role and state; the whole row is a link. */
export async function InviteRow({ invite, org, acts }: { invite: Invite; org: string; acts: boolean }) {
  const t = await translations("invites")
  const { id, email, role, role_rank: rank, status, delivery } = invite
  const live = status === "pending" || status === "expired"
  const date = () => <When at={status === "pending" ? invite.expires_at : invite.created_at} />
  return (
    <Row>
      <Cell>
        <div className="flex items-center gap-3 card:pr-9">
          {acts && <SelectBox id={id} />}
          <div className="min-w-56 card:min-w-0">
            <Link
              href={address(`/invites/sent/${id}`, { org })}
              prefetch={false}
              className="font-medium after:absolute after:inset-0 after:content-['']"
            >
              <bdi className="line-clamp-2 wrap-anywhere card:line-clamp-1" title={email}>
                {email}
              </bdi>
            </Link>
            <By invite={invite} />
          </div>
        </div>
      </Cell>
      <Cell className={`text-sm ${acts ? "card:pl-8" : ""}`}>
        <Rank role={role} rank={rank} />
      </Cell>
      <Cell>
        <div className="flex flex-wrap gap-x-3 gap-y-1">
          <StateBadge state={status} />
          {live && isMailState(delivery) && <MailBadge state={delivery} />}
        </div>
      </Cell>
      <Cell className={`text-sm text-muted ${acts ? "card:pl-8" : ""}`}>
        {t.rich(status === "pending" ? "until" : "made", { date })}
      </Cell>
      {acts && (
        <Cell className="w-13 py-1 pl-0 card:absolute card:top-2 card:right-2 card:w-auto">
          {live && <Resend {...{ id, org, email }} />}
        </Cell>
      )}
    </Row>
  )
}

async function By({ invite: { name, invited_by, send_count } }: { invite: Invite }) {
  const t = await translations("invites")
  return (
    <div className="line-clamp-2 text-sm wrap-anywhere text-muted card:line-clamp-1">
      {name && <bdi>{name} · </bdi>}
      {t.rich("by", { name: () => <bdi>{invited_by.name}</bdi> })}
      <Changing>{send_count > 1 && ` · ${t("sentTimes", { n: send_count })}`}</Changing>
    </div>
  )
}

async function Resend({ id, org, email }: { id: string; org: string; email: string }) {
  const t = await translations("invites")
  return (
    <div className="relative z-1 w-fit">
      <ProofForm action={resend} values={{ org, invite_id: id }} asks={false} look="quiet" size="small">
        <span className="sr-only">{t("resendTo", { email })}</span>
        <RotateCw aria-hidden />
      </ProofForm>
    </div>
  )
}
