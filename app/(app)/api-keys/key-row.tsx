import { PermissionList } from "@/components/permission-list"
import { ProofForm } from "@/components/proof-form"
import { Rank } from "@/components/rank"
import { StateBadge } from "@/components/state-badge"
import { Changing } from "@/components/ui/changing"
import { Cell, Group, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import type { ApiKey } from "@/lib/api-keys/schema"
import { translations } from "@/lib/i18n/translations"
import { revokeKey } from "./actions"
import { RotateForm } from "./rotate-form"

type Props = { apiKey: ApiKey; org: string; mayWrite: boolean; asks: boolean }

/** One key: its permissions, its last use, and its actions. */
export async function KeyRow({ apiKey, org, mayWrite, asks }: Props) {
  const t = await translations("apiKeys")
  const {
    id,
    name,
    role,
    role_rank: rank,
    permissions,
    last_four,
    status,
    organization_id,
    last_used_at,
    expires_at,
  } = apiKey
  return (
    <Group>
      <Row className="border-b-0!">
        <Cell>
          <div className="min-w-56 card:min-w-0">
            <bdi className="line-clamp-2 font-medium wrap-anywhere card:line-clamp-1" title={name}>
              {name}
            </bdi>
            <div className="text-sm text-muted">
              <span className="font-mono text-xs">nsk_…{last_four}</span>
              <Changing>{organization_id === null && ` · ${t("wholeTenant")}`}</Changing> · <Since apiKey={apiKey} />
            </div>
          </div>
        </Cell>
        <Cell className="text-sm">
          <Rank role={role} rank={rank} />
        </Cell>
        <Cell className="text-sm text-muted">
          {last_used_at === null
            ? t("neverUsed")
            : t.rich("lastUsed", { date: () => <When at={last_used_at} exact /> })}
        </Cell>
        <Cell className="text-sm text-muted">
          {status === "expired" && <StateBadge state={status} />}
          {expires_at === null
            ? t("neverStops")
            : t.rich(status === "expired" ? "stopped" : "stops", { date: () => <When at={expires_at} /> })}
        </Cell>
      </Row>
      <Row className="card:pt-0!">
        <Cell colSpan={4} className="grid gap-3 pt-0 card:w-full">
          <Permissions names={permissions} />
          {mayWrite && (
            <div className="flex flex-wrap gap-3 [&>[open]]:basis-full">
              <RotateForm {...{ org, id, name, asks }} />
              <Revocation {...{ org, id, name, asks }} lastFour={last_four} />
            </div>
          )}
        </Cell>
      </Row>
    </Group>
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

/** Fits on two lines. */
const shown = 8

async function Permissions({ names }: { names: string[] }) {
  const t = await translations("apiKeys")
  if (names.length === 0) return <p className="text-sm text-muted">{t("noPermissions")}</p>
  if (names.length <= shown) return <PermissionList names={names} label={t("permissions")} />
  return (
    <details className="grid gap-1.5">
      <summary className="text-sm text-muted underline underline-offset-4">
        {t("manyPermissions", { n: names.length })}
      </summary>
      <PermissionList names={names} label={t("permissions")} />
    </details>
  )
}

async function Since({ apiKey: { created_at, rotated_at } }: { apiKey: ApiKey }) {
  const t = await translations("apiKeys")
  return t.rich(rotated_at ? "rotated" : "made", { date: () => <When at={rotated_at ?? created_at} /> })
}
