import Link from "next/link"
import { address, type Search } from "@/components/search-params"
import { When } from "@/components/when"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { EventChanges } from "./changes"
import type { AuditWords } from "./words"

type Props = { event: AuditEvent; names: Map<string, string>; search: Search; words: AuditWords }

/** One event: who did what to whom, when, from where, and what it changed. */
export function EventRow({ event, names, search: { org, scope }, words }: Props) {
  const { actor, action, target, created_at, before, after, ip, request_id } = event
  const { t } = words
  const who = (name: string, id: string | null, to: Search) => (
    <Who name={name} id={id} to={{ org, scope, ...to }} title={t("only")} />
  )
  return (
    <li className="grid gap-x-8 gap-y-3 p-4 sm:px-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
      <div className="grid content-start gap-1">
        <h2 className="font-medium wrap-anywhere">
          {words.action(action)} <span className="font-mono text-xs font-normal text-muted">{action}</span>
        </h2>
        <p className="text-sm">
          {who(names.get(actor.id ?? "") ?? t(`actors.${actor.type}`), actor.id, { actor: actor.id ?? "" })}
        </p>
        {target && (
          <p className="text-sm">
            <span className="text-muted">{t("on")} </span>
            {who(names.get(target.id) ?? targetWord(target.type, words), target.id, { target: target.id })}
          </p>
        )}
        <p className="text-sm text-muted">
          <When at={created_at} exact />
          {ip && <span className="font-mono text-xs"> · {ip}</span>}
        </p>
        {request_id && (
          <p className="text-xs wrap-anywhere text-muted">
            {t("id")} <span className="font-mono">{request_id}</span>
          </p>
        )}
      </div>
      <EventChanges before={before} after={after} words={words} />
    </li>
  )
}

const targets = ["user", "invite", "api_key", "organization", "tenant", "session"] as const

function targetWord(type: string, { t }: AuditWords): string {
  const known = targets.find((name) => name === type)
  return known ? t(`targets.${known}`) : type
}

function Who({ name, id, to, title }: { name: string; id: string | null; to: Search; title: string }) {
  if (!id) return name
  return (
    <>
      <bdi>{name}</bdi>{" "}
      <Link
        href={address("/audit", to)}
        prefetch={false}
        title={title}
        className="font-mono text-xs wrap-anywhere text-muted underline decoration-line underline-offset-4 hover:decoration-accent"
      >
        {id}
      </Link>
    </>
  )
}
