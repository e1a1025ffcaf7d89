import { ActionForm } from "@/components/action-form"
import { Badge } from "@/components/ui/badge"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/session"
import { listSessions } from "@/lib/sessions/own"
import type { Session } from "@/lib/sessions/schema"
import { endOne, endOthers } from "./session-actions"

/** Where somebody is signed in, this session first. */
export async function Sessions({ me }: { me: UserCaller }) {
  const { rows } = await listSessions(me, { limit: 100, total: false })
  const sorted = [...rows].sort((a, b) => Number(b.current) - Number(a.current))
  return (
    <>
      <ul aria-label="Sessions" className="divide-y divide-line rounded-lg border border-line bg-surface">
        {sorted.map((session) => (
          <OneSession key={session.id} session={session} />
        ))}
      </ul>
      <ActionForm action={endOthers} look="plain">
        End all other sessions
      </ActionForm>
    </>
  )
}

function OneSession({ session }: { session: Session }) {
  const { id, device, kind, ip, current, created_at, last_seen_at } = session
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 font-medium wrap-anywhere">
          {device}
          {kind === "api" && <span className="text-sm font-normal text-muted">through the API</span>}
          {current && <Badge tone="good">This one</Badge>}
        </div>
        <div className="text-sm text-muted">
          {ip && <span className="font-mono text-xs">{ip} · </span>}
          {current ? "since " : "last seen "}
          <When at={current ? created_at : last_seen_at} exact />
        </div>
      </div>
      {!current && (
        <ActionForm action={endOne} values={{ session_id: id }} look="plain" size="small">
          End<span className="sr-only"> the session on {device}</span>
        </ActionForm>
      )}
    </li>
  )
}
