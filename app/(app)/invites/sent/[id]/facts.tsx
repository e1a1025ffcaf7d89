import type { ReactNode } from "react"
import { PermissionList } from "@/components/permission-list"
import { Rank } from "@/components/rank"
import { StateBadge } from "@/components/state-badge"
import { Changing } from "@/components/ui/changing"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Invite } from "@/lib/invites/schema"
import { isMailState, MailBadge } from "../../mail-badge"

/** Terms of an invite, its creator and its state. */
export async function InviteFacts({ invite }: { invite: Invite }) {
  const t = await translations("invites")
  const {
    name,
    role,
    role_rank: rank,
    permissions,
    message,
    status,
    delivery,
    invited_by,
    sent_at,
    send_count,
  } = invite
  const over = status !== "pending"
  const maker = {
    user: invited_by.name,
    api_key: t("detail.byKey", { name: invited_by.name }),
    system: t("detail.bySystem"),
  }
  return (
    <dl className="grid gap-x-8 gap-y-6 rounded-lg border border-line bg-surface p-5 sm:grid-cols-2 sm:p-6 lg:grid-cols-3">
      <Fact name={t("detail.status")}>
        <StateBadge state={status} />
      </Fact>
      <Fact name={t("detail.mail")}>
        {isMailState(delivery) ? (
          <span className="grid gap-1">
            <MailBadge state={delivery} />
            <span className="text-sm text-muted">{t(`mailStories.${delivery}`)}</span>
          </span>
        ) : (
          "–"
        )}
      </Fact>
      <Fact name={t(over ? "detail.expired" : "detail.expires")}>
        <When at={invite.expires_at} exact />
      </Fact>
      <Fact name={t("detail.role")}>
        <Rank role={role} rank={rank} />
      </Fact>
      {name && (
        <Fact name={t("detail.name")}>
          <bdi>{name}</bdi>
        </Fact>
      )}
      <Fact name={t("detail.invitedBy")}>
        <bdi>{maker[invited_by.type]}</bdi>
      </Fact>
      <Fact name={t("detail.made")}>
        <When at={invite.created_at} exact />
      </Fact>
      <Fact name={t("detail.sent")}>
        {sent_at ? <When at={sent_at} exact /> : t("detail.sentNever")}
        {send_count > 1 && (
          <span className="text-sm text-muted">
            {" "}
            · <Changing>{t("sentTimes", { n: send_count })}</Changing>
          </span>
        )}
      </Fact>
      {permissions.length > 0 && (
        <Fact name={t("detail.permissions")} wide>
          <PermissionList names={permissions} />
        </Fact>
      )}
      {message && (
        <Fact name={t("detail.message")} wide>
          <bdi className="block border-l-3 border-line pl-4 whitespace-pre-wrap">{message}</bdi>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={`grid content-start gap-1.5 ${wide ? "sm:col-span-2 lg:col-span-3" : ""}`}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}
