import Link from "next/link"
import { address, type Search } from "@/components/search-params"
import { When } from "@/components/when"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { Changes } from "./changes"

const kinds = { user: "Somebody", api_key: "An API key", system: "Nanostack", anonymous: "Nobody known" }

type Props = { event: AuditEvent; names: Map<string, string>; search: Search }

/** One event: who did what to whom, when, from where, and what it changed. */
export function EventRow({ event, names, search }: Props) {
  const { actor, action, target, created_at, before, after, ip, request_id } = event
  const { org } = search
  return (
    <li className="grid gap-x-8 gap-y-3 p-4 sm:px-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)]">
      <div className="grid content-start gap-1">
        <h2 className="font-mono text-sm font-medium wrap-anywhere">{action}</h2>
        <p className="text-sm">
          <Who
            name={names.get(actor.id ?? "") ?? kinds[actor.type]}
            id={actor.id}
            to={{ org, actor: actor.id ?? "" }}
          />
        </p>
        {target && (
          <p className="text-sm">
            <span className="text-muted">on </span>
            <Who
              name={names.get(target.id) ?? target.type.replaceAll("_", " ")}
              id={target.id}
              to={{ org, target: target.id }}
            />
          </p>
        )}
        <p className="text-sm text-muted">
          <When at={created_at} exact />
          {ip && <span className="font-mono text-xs"> · {ip}</span>}
        </p>
        {request_id && <p className="font-mono text-xs wrap-anywhere text-muted">{request_id}</p>}
      </div>
      <Changes before={before} after={after} />
    </li>
  )
}

function Who({ name, id, to }: { name: string; id: string | null; to: Search }) {
  if (!id) return name
  return (
    <>
      <bdi>{name}</bdi>{" "}
      <Link
        href={address("/audit", to)}
        prefetch={false}
        title="Only events with this id"
        className="font-mono text-xs wrap-anywhere text-muted underline decoration-line underline-offset-4 hover:decoration-accent"
      >
        {id}
      </Link>
    </>
  )
}
