import { Rank } from "@/components/rank"
import type { Role } from "@/lib/core/identity/permissions"
import { formats, translations } from "@/lib/i18n/translations"

type Props = {
  email: string
  role: string
  rank: Role
  roleName: string | null
  message: string | null
  inviter: string
  expires: Date
}

/** Terms of the invite, its recipient and its expiry. */
export async function Offer({ email, role, rank, roleName, message, inviter, expires }: Props) {
  const t = await translations("invitation")
  const day = (await formats()).dateTime(expires, { dateStyle: "long" })
  return (
    <div className="grid gap-4 rounded-lg border border-line bg-surface p-5">
      {message && (
        <blockquote className="grid gap-1">
          <p className="whitespace-pre-line">{message}</p>
          <footer className="text-sm text-muted">{inviter}</footer>
        </blockquote>
      )}
      <dl className="grid grid-cols-[5rem_1fr] gap-y-2 text-sm">
        <dt className="text-muted">{t("address")}</dt>
        <dd className="font-medium break-all">{email}</dd>
        <dt className="text-muted">{t("role")}</dt>
        <dd className="font-medium">
          <Rank role={role} rank={rank} name={roleName} />
        </dd>
        <dt className="text-muted">{t("until")}</dt>
        <dd className="font-medium">{day}</dd>
      </dl>
    </div>
  )
}
