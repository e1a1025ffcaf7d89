import { ActionForm } from "@/components/action-form"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { listDevices } from "@/lib/remembered-devices/me"
import { forgetDevice } from "./remembered-actions"
import { deviceInWords } from "./sessions"

/** The browsers in which the person is asked for no code. */
export async function RememberedDevices({ me }: { me: UserCaller }) {
  const t = await translations("policies.remembered")
  const { rows } = await listDevices(me, { limit: 100, total: false })
  if (rows.length === 0) return <p className="text-muted">{t("none")}</p>
  const shown = await Promise.all(rows.map(async (row) => ({ ...row, device: await deviceInWords(row.device) })))
  return (
    <List aria-label={t("title")}>
      {shown.map(({ id, device, expires_at }) => (
        <li
          key={id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:flex-nowrap sm:[&>form]:shrink-0"
        >
          <div className="min-w-0">
            <div className="font-medium wrap-anywhere">{device}</div>
            <div className="text-sm text-muted">{t.rich("until", { date: () => <When at={expires_at} /> })}</div>
          </div>
          <ActionForm action={forgetDevice} values={{ device_id: id }} look="plain" size="small">
            {t.rich("forget", { device, hidden: (text) => <span className="sr-only">{text}</span> })}
          </ActionForm>
        </li>
      ))}
    </List>
  )
}
