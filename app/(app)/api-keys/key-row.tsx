import { PermissionList } from "@/components/permission-list"
import { ProofForm } from "@/components/proof-form"
import { Rank } from "@/components/rank"
import { StateBadge } from "@/components/state-badge"
import { When } from "@/components/when"
import type { ApiKey } from "@/lib/api-keys/schema"
import { translations } from "@/lib/i18n/translations"
import { revokeKey } from "./actions"
import { RotateForm } from "./rotate-form"

type Props = { apiKey: ApiKey; org: string; mayWrite: boolean; asks: boolean }

/** One key: what it is worth, whether it is used, and what can be done about it. */
export async function KeyRow({ apiKey, org, mayWrite, asks }: Props) {
  const t = await translations("apiKeys")
  const { id, name, role, permissions, last_four, status, organization_id } = apiKey
  return (
    <li className="grid gap-4 p-4 sm:px-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <h2 className="min-w-0 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
          {organization_id === null && <span className="text-muted">{t("wholeTenant")}</span>}
          <Rank role={role} />
          <StateBadge state={status} />
        </div>
      </div>
      <Permissions names={permissions} />
      <KeyFacts apiKey={apiKey} />
      {mayWrite && (
        <div className="flex flex-wrap gap-3 [&>[open]]:basis-full">
          <RotateForm {...{ org, id, name, asks }} />
          <Revocation {...{ org, id, name, asks }} lastFour={last_four} />
        </div>
      )}
    </li>
  )
}

type Named = { org: string; id: string; name: string; lastFour: string; asks: boolean }

async function Revocation({ org, id, name, lastFour, asks }: Named) {
  const t = await translations("apiKeys")
  const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
  return (
    <ProofForm
      action={revokeKey}
      values={{ org, key_id: id }}
      asks={asks}
      look="danger"
      size="small"
      behind={<span>{t.rich("revokeBehind", { name, hidden })}</span>}
      about={
        <p>
          {t.rich("revokeAbout", {
            name: () => <bdi className="font-medium wrap-anywhere">{name}</bdi>,
            lastFour,
          })}
        </p>
      }
    >
      <span>{t.rich("revoke", { name, hidden })}</span>
    </ProofForm>
  )
}

async function Permissions({ names }: { names: string[] }) {
  const t = await translations("apiKeys")
  if (names.length === 0) return <p className="text-sm text-muted">{t("noPermissions")}</p>
  return <PermissionList names={names} label={t("permissions")} />
}

async function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const t = await translations("apiKeys")
  const { last_four, last_used_at, expires_at, status, created_at, rotated_at } = apiKey
  const date = (at: unknown, exact = false) => ({ date: () => <When at={at} exact={exact} /> })
  return (
    <p className="text-sm text-muted">
      <span className="font-mono text-xs">nsk_…{last_four}</span>
      {" · "}
      {last_used_at === null ? t("neverUsed") : t.rich("lastUsed", date(last_used_at, true))}
      {" · "}
      {expires_at === null ? t("neverStops") : t.rich(status === "expired" ? "stopped" : "stops", date(expires_at))}
      {" · "}
      {t.rich(rotated_at ? "rotated" : "made", date(rotated_at ?? created_at))}
    </p>
  )
}
