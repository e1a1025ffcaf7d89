import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { When } from "@/components/when"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { translations } from "@/lib/i18n/translations"

const kept = ["role", "permissions", "status", "expires_at"] as const

type Values = Partial<Record<(typeof kept)[number], unknown>>

const asValues = (json: unknown): Values => (typeof json === "object" && json !== null ? { ...json } : {})

type Props = { events: AuditEvent[]; names: ReadonlyMap<string, string>; org: string; id: string }

/** What happened to a membership, the latest first. */
export async function Events({ events, names, org, id }: Props) {
  const t = await translations("members.events")
  if (events.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  return (
    <>
      <ol aria-label={t("title")} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {events.map((event) => (
          <li key={event.id} className="grid gap-1 px-4 py-3 text-sm">
            <div className="flex flex-wrap justify-between gap-x-4">
              <Action name={event.action} />
              <span className="text-muted">
                <When at={event.created_at} exact />
              </span>
            </div>
            <MembershipChanges before={asValues(event.before)} after={asValues(event.after)} />
            <p className="text-muted">
              {t.rich("by", {
                who: () => <bdi>{names.get(event.actor.id ?? "") ?? t(`kinds.${event.actor.type}`)}</bdi>,
              })}
            </p>
          </li>
        ))}
      </ol>
      <p className="text-sm">
        <TextLink href={address("/audit", { org, target: id })}>{t("all")}</TextLink>
      </p>
    </>
  )
}

const known = [
  "member.joined",
  "member.updated",
  "member.suspended",
  "member.reactivated",
  "member.removed",
  "member.left",
  "member.restored",
  "member.password_reset_sent",
  "member.sessions_ended",
] as const

type Dashed<T extends string> = T extends `${infer A}.${infer B}` ? `${A}-${B}` : T
const dashed = <T extends string>(name: T) => name.replace(".", "-") as Dashed<T>

async function Action({ name }: { name: string }) {
  const t = await translations("members.events.actions")
  const found = known.find((one) => one === name)
  if (!found) return <span className="font-mono">{name}</span>
  return <span className="font-medium">{t(dashed(found))}</span>
}

async function MembershipChanges({ before, after }: { before: Values; after: Values }) {
  const t = await translations("members.events")
  const show = (value: unknown) => [value ?? []].flat().map(String).join(", ") || t("nothing")
  const changed = kept.filter((name) => name in before && name in after && show(before[name]) !== show(after[name]))
  if (changed.length === 0) return null
  return (
    <ul>
      {changed.map((name) => (
        <li key={name} className="wrap-anywhere">
          {t(`names.${name}`)}: <del className="text-muted no-underline">{show(before[name])}</del> →{" "}
          <ins className="no-underline">{show(after[name])}</ins>
        </li>
      ))}
    </ul>
  )
}
