import { states } from "@/components/labels"
import { ProofForm } from "@/components/proof-form"
import { Rank } from "@/components/rank"
import { Badge } from "@/components/ui/badge"
import { When } from "@/components/when"
import type { ApiKey } from "@/lib/api-keys/schema"
import { revokeKey } from "./actions"
import { RotateForm } from "./rotate-form"

type Props = { apiKey: ApiKey; org: string; mayWrite: boolean; asks: boolean }

/** One key: what it is worth, whether it is used, and what can be done about it. */
export function KeyRow({ apiKey, org, mayWrite, asks }: Props) {
  const { id, name, role, permissions, last_four, status, organization_id } = apiKey
  const state = states[status]
  return (
    <li className="grid gap-4 p-4 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <h2 className="min-w-0 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          {organization_id === null && <span className="text-muted">whole tenant</span>}
          <Rank role={role} />
          {state && <Badge tone={state.tone}>{state.name}</Badge>}
        </div>
      </div>
      <Permissions names={permissions} />
      <Facts apiKey={apiKey} />
      {mayWrite && (
        <div className="grid gap-3">
          <RotateForm {...{ org, id, name, asks }} />
          <Revocation {...{ org, id, name, asks }} lastFour={last_four} />
        </div>
      )}
    </li>
  )
}

type Named = { org: string; id: string; name: string; lastFour: string; asks: boolean }

function Revocation({ org, id, name, lastFour, asks }: Named) {
  const called = (
    <span>
      Revoke<span className="sr-only"> {name}</span>
    </span>
  )
  return (
    <ProofForm
      action={revokeKey}
      values={{ org, key_id: id }}
      asks={asks}
      look="danger"
      size="small"
      behind={<>{called}…</>}
      about={
        <p>
          What uses <bdi className="font-medium">{name}</bdi> (…{lastFour}) is refused at once, for good. Invites that
          it sent and nobody accepted yet are withdrawn.
        </p>
      }
    >
      {called}
    </ProofForm>
  )
}

function Permissions({ names }: { names: string[] }) {
  if (names.length === 0) return <p className="text-sm text-muted">No permissions.</p>
  return (
    <ul aria-label="Permissions" className="flex flex-wrap gap-1.5">
      {names.map((name) => (
        <li key={name} className="rounded-sm border border-line px-2 py-0.5 font-mono text-xs">
          {name}
        </li>
      ))}
    </ul>
  )
}

function Facts({ apiKey }: { apiKey: ApiKey }) {
  const { last_four, last_used_at, expires_at, status, created_at, rotated_at } = apiKey
  return (
    <p className="text-sm text-muted">
      <span className="font-mono text-xs">nsk_…{last_four}</span>
      {" · "}
      {last_used_at ? "last used " : "never used"}
      {last_used_at !== null && <When at={last_used_at} exact />}
      {" · "}
      {expires_at === null ? "never stops" : status === "expired" ? "stopped " : "stops "}
      {expires_at !== null && <When at={expires_at} />}
      {" · "}
      {rotated_at ? "rotated " : "made "}
      <When at={rotated_at ?? created_at} />
    </p>
  )
}
