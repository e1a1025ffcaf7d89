import { Alert } from "@/components/ui/alert"
import { translations } from "@/lib/i18n/translations"

const notices = ["registered", "verified", "joined", "member", "left", "created"] as const

/** What has just happened to the person, wherever they have landed after it. */
export async function DoneNotice({ done }: { done: string | undefined }) {
  const notice = notices.find((name) => name === done)
  if (!notice) return null
  const t = await translations("shell.notices")
  return <Alert tone="good">{t(notice)}</Alert>
}
