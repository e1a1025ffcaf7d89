import { Alert } from "@/components/ui/alert"
import { formats, translations } from "@/lib/i18n/translations"

const notices = [
  "registered",
  "verified",
  "joined",
  "member",
  "left",
  "created",
  "identity-linked",
  "identity-unlinked",
] as const

/** Shows the result of the previous action, on whatever page the person has landed. */
export async function DoneNotice({ done }: { done: string | undefined }) {
  const [, day] = /^restored-(\d{4}-\d\d-\d\d)$/.exec(done ?? "") ?? []
  if (day && !Number.isNaN(Date.parse(day))) return <Restored on={new Date(day)} />
  const notice = notices.find((name) => name === done)
  if (!notice) return null
  const t = await translations("shell.notices")
  return <Alert tone="good">{t(notice)}</Alert>
}

/** @param props.on when the account would have been deleted */
async function Restored({ on }: { on: Date }) {
  const t = await translations("shell.notices")
  const date = (await formats()).dateTime(on, { dateStyle: "long" })
  return <Alert tone="good">{t("restored", { date })}</Alert>
}
