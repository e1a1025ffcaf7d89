import { ActionForm } from "@/components/action-form"
import { states } from "@/components/labels"
import { Rank } from "@/components/rank"
import { Badge } from "@/components/ui/badge"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import type { Invite } from "@/lib/invites/schema"
import { resend, revoke } from "./actions"

/** What became of the last mail, where that is news. */
const mails: Record<string, { text: string; bad: boolean }> = {
  queued: { text: "mail waits to be sent", bad: false },
  delivered: { text: "mail delivered", bad: false },
  bounced: { text: "mail came back", bad: true },
  complained: { text: "called spam by its owner", bad: true },
  failed: { text: "mail could not be sent", bad: true },
}

/** One invite: to whom, as what, how it stands, and what can be done about it. */
export function InviteRow({ invite, org, mayWrite }: { invite: Invite; org: string; mayWrite: boolean }) {
  const { id, email, name, role, status, invited_by, send_count } = invite
  const state = states[status]
  const live = status === "pending" || status === "expired"
  const mail = live ? mails[invite.delivery ?? ""] : undefined
  const values = { org, invite_id: id }
  return (
    <Row>
      <Cell>
        <div className="font-medium wrap-anywhere">{email}</div>
        <div className="text-sm text-muted">
          {name && <bdi>{name} · </bdi>}
          by <bdi>{invited_by.name}</bdi>
          {send_count > 1 && ` · sent ${send_count} times`}
          {mail && <span className={mail.bad ? "text-danger-strong" : undefined}> · {mail.text}</span>}
        </div>
      </Cell>
      <Cell className="text-sm">
        <Rank role={role} />
      </Cell>
      <Cell>{state && <Badge tone={state.tone}>{state.name}</Badge>}</Cell>
      <Cell className="text-sm text-muted">
        {status === "pending" ? "until " : "sent "}
        <When at={status === "pending" ? invite.expires_at : invite.created_at} />
      </Cell>
      <Cell>
        {mayWrite && live && (
          <div className="flex flex-wrap gap-2 sm:flex-nowrap sm:justify-end">
            <ActionForm action={resend} values={values} look="plain" size="small">
              Resend<span className="sr-only"> the invite to {email}</span>
            </ActionForm>
            <ActionForm action={revoke} values={values} look="quiet" size="small">
              Revoke<span className="sr-only"> the invite to {email}</span>
            </ActionForm>
          </div>
        )}
      </Cell>
    </Row>
  )
}
