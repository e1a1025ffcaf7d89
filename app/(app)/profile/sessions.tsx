import { ActionForm } from "@/components/action-form"
import { Badge } from "@/components/ui/badge"
import { Changing } from "@/components/ui/changing"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { listSessions } from "@/lib/sessions/me"
import type { Session } from "@/lib/sessions/schema"
import { endOne, endOthers } from "./session-actions"

/** The person's sessions, the current one first. */
export async function Sessions({ me }: { me: UserCaller }) {
  const t = await translations("profile.sessions")
  const { rows } = await listSessions(me, { limit: 100, total: false })
  const sorted = [...rows].sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <>
      <List aria-label={t("title")}>
        {sorted.map((session) => (
          <OneSession key={session.id} session={session} />
        ))}
      </List>
      <ActionForm action={endOthers} look="plain">
        {t("endOthers")}
      </ActionForm>
    </>
  )
}

async function OneSession({ session }: { session: Session }) {
  const t = await translations("profile.sessions")
  const device = await deviceInWords(session.device)
  const { id, kind, ip, current, created_at, last_seen_at, expires_at } = session
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:flex-nowrap sm:[&>form]:shrink-0">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 font-medium wrap-anywhere">
          {device}
          {kind === "api" && <span className="text-sm font-normal text-muted">{t("api")}</span>}
          {current && <Badge tone="good">{t("current")}</Badge>}
        </div>
        <div className="text-sm text-muted">
          {ip && <span className="font-mono text-xs">{ip} · </span>}
          <Changing>{current ? t("since") : t("lastSeen")}</Changing>{" "}
          <When at={current ? created_at : last_seen_at} exact />
        </div>
        <div className="text-sm text-muted">{t.rich("expires", { date: () => <When at={expires_at} /> })}</div>
      </div>
      {!current && (
        <ActionForm action={endOne} values={{ session_id: id }} look="plain" size="small">
          {t.rich("end", { device, hidden: (text) => <span className="sr-only">{text}</span> })}
        </ActionForm>
      )}
    </li>
  )
}

/** Translates the API's English device names: `Firefox on Linux`. */
export async function deviceInWords(device: string): Promise<string> {
  const t = await translations("profile.sessions")
  const [browser = "", system] = device.split(" on ")
  if (browser === "Unknown device") return t("unknown")
  return system ? t("device", { browser, system }) : browser
}
