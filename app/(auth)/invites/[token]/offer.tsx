import { Rank } from "@/components/rank"
import type { Role } from "@/lib/permissions"

type Props = { email: string; role: Role; message: string | null; inviter: string; expires: Date }

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" })

/** What the invite offers, to whom, and until when. */
export function Offer({ email, role, message, inviter, expires }: Props) {
  return (
    <div className="grid gap-4 rounded-lg border border-line bg-surface p-5">
      {message && (
        <blockquote className="grid gap-1">
          <p className="whitespace-pre-line">{message}</p>
          <footer className="text-sm text-muted">{inviter}</footer>
        </blockquote>
      )}
      <dl className="grid grid-cols-[5rem_1fr] gap-y-2 text-sm">
        <dt className="text-muted">Address</dt>
        <dd className="font-medium break-all">{email}</dd>
        <dt className="text-muted">Role</dt>
        <dd className="font-medium">
          <Rank role={role} />
        </dd>
        <dt className="text-muted">Open until</dt>
        <dd className="font-medium">{day.format(expires)}</dd>
      </dl>
    </div>
  )
}
