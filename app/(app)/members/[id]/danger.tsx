import { ActionForm } from "@/components/action-form"
import { remove, saveAccess } from "./actions"

type Props = {
  org: string
  id: string
  name: string
  version: number
  status: string
  self: boolean
  mayRemove: boolean
}

/** Suspending and removing, each after saying what follows. */
export function Danger({ org, id, name, version, status, self, mayRemove }: Props) {
  const suspended = status === "suspended"
  const access = { org, user_id: id, version: String(version), status: suspended ? "active" : "suspended" }
  return (
    <>
      {status !== "invited" && !self && (
        <div className="grid gap-3">
          <p className="text-sm text-muted">
            {suspended
              ? "They cannot enter this organization until somebody lifts the suspension."
              : "Suspended, they cannot enter this organization until somebody lifts it. Invites and API keys that they made here stop for good."}
          </p>
          <ActionForm action={saveAccess} values={access} look={suspended ? "plain" : "warning"}>
            {suspended ? "Reactivate" : "Suspend"}
          </ActionForm>
        </div>
      )}
      {mayRemove && (
        <details className="group grid gap-3">
          <summary className="inline-flex h-10 w-fit list-none items-center rounded border border-danger/50 bg-surface px-4 font-medium text-danger hover:bg-danger-soft">
            {self ? "Leave…" : "Remove…"}
          </summary>
          <div className="mt-3 grid gap-4 rounded-lg border border-danger/40 p-5">
            <p>
              {self ? "You lose" : <bdi className="font-medium">{name}</bdi>}
              {self ? "" : " loses"} this organization at once. Pending invites and API keys made by{" "}
              {self ? "you" : "them"} here stop. {self ? "Your" : "Their"} account stays.
            </p>
            <ActionForm action={remove} values={{ org, user_id: id }} look="danger">
              {self ? "Leave this organization" : "Remove from this organization"}
            </ActionForm>
          </div>
        </details>
      )}
    </>
  )
}
