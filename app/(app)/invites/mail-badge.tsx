import { Badge } from "@/components/ui/badge"
import type english from "@/lib/i18n/en/invites"
import { translations } from "@/lib/i18n/translations"

type MailState = keyof typeof english.mails

const tones = {
  queued: "calm",
  sending: "calm",
  sent: "calm",
  delivered: "good",
  opened: "good",
  bounced: "bad",
  complained: "bad",
  failed: "bad",
  dropped: "calm",
} as const satisfies Record<MailState, string>

export const isMailState = (state: string | null): state is MailState => state !== null && Object.hasOwn(tones, state)

/** Delivery state of an invite's last email. */
export async function MailBadge({ state }: { state: MailState }) {
  const t = await translations("invites")
  return <Badge tone={tones[state]}>{t(`mails.${state}`)}</Badge>
}
