import { Alert } from "@/components/ui/alert"
import { formats, translations } from "@/lib/i18n/translations"

const notices = ["registered", "verified", "joined", "member", "left", "created"] as const

/** What has just happened to the person, wherever they have landed after it. */
export async function DoneNotice({ done }: { done: string | undefined }) {
  const [, day] = /^restored-(\d{4}-\d\d-\d\d)$/.exec(done ?? "") ?? []
  if (day && !Number.isNaN(Date.parse(day))) return <Restored on={new Date(day)} />
  const notice = notices.find((name) => name === done)
  if (!notice) return null
  const t = await translations("shell.notices")
  return <Alert tone="good">{t(notice)}</Alert>
}

/** @param props.on the day on which the account was to be deleted */
async function Restored({ on }: { on: Date }) {
  const t = await translations("shell.notices")
  const date = (await formats()).dateTime(on, { dateStyle: "long" })
  return <Alert tone="good">{t("restored", { date })}</Alert>
}
