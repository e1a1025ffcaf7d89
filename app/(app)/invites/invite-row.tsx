import Link from "next/link"
import { ProofForm } from "@/components/proof-form"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { StateBadge } from "@/components/state-badge"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Changing } from "@/components/ui/changing"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Invite } from "@/lib/invites/schema"
import { resend } from "./actions"
import { isMailState, MailBadge } from "./mail-badge"

const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>

/** One invite: to whom, as what, how it stands, and what can be done about it. */
export async function InviteRow({ invite, org, mayWrite }: { invite: Invite; org: string; mayWrite: boolean }) {
  const t = await translations("invites")
  const { id, email, name, role, status, delivery, invited_by, send_count } = invite
  const live = status === "pending" || status === "expired"
  const date = () => <When at={status === "pending" ? invite.expires_at : invite.created_at} />
  const details = address(`/invites/sent/${id}`, { org })
  return (
    <Row>
      <Cell>
        <div className="font-medium wrap-anywhere">
          <Link href={details} prefetch={false} className="rounded-sm hover:underline">
            <bdi>{email}</bdi>
          </Link>
        </div>
        <div className="text-sm wrap-anywhere text-muted">
          {name && <bdi>{name} · </bdi>}
          {t.rich("by", { name: () => <bdi>{invited_by.name}</bdi> })}
          <Changing>{send_count > 1 && ` · ${t("sentTimes", { n: send_count })}`}</Changing>
        </div>
      </Cell>
      <Cell className="text-sm">
        <Rank role={role} />
      </Cell>
      <Cell>
        <StateBadge state={status} />
      </Cell>
      <Cell className="max-sm:empty:hidden">{live && isMailState(delivery) && <MailBadge state={delivery} />}</Cell>
      <Cell className="text-sm text-muted">{t.rich(status === "pending" ? "until" : "made", { date })}</Cell>
      <Cell>
        <div className="flex flex-wrap gap-1 max-sm:-ml-3 sm:justify-end">
          {mayWrite && live && (
            <ProofForm action={resend} values={{ org, invite_id: id }} asks={false} look="quiet" size="small">
              <span>{t.rich("resend", { email, hidden })}</span>
            </ProofForm>
          )}
          <ButtonSlot look="quiet" size="small">
            <Link href={details} prefetch={false}>
              <span>{t.rich("open", { email, hidden })}</span>
            </Link>
          </ButtonSlot>
        </div>
      </Cell>
    </Row>
  )
}
