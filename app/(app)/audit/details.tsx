import { CopyText } from "@/components/copy-text"
import { address, type Search } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { When } from "@/components/when"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { EventChanges } from "./changes"
import type { AuditWords } from "./words"

type Props = { event: AuditEvent; names: ReadonlyMap<string, string>; words: AuditWords; search: Search }

/** What the sentence leaves out: values before and after, and technical details. */
export function EventDetails({ event, names, words, search: { org, scope } }: Props) {
  const { id, action, actor, target, ip, user_agent, request_id, created_at } = event
  const { t } = words
  const ids = [
    ["event", id],
    ["actor", actor.id],
    ["target", target?.id],
    ["request", request_id],
    ["ip", ip],
  ] as const
  const link = (key: "byThem" | "aboutThem", one: string, to: Search) => (
    <TextLink href={address("/audit", { org, scope, ...to })}>
      {t.rich(`details.${key}`, { who: () => <bdi className="wrap-anywhere">{names.get(one) ?? one}</bdi> })}
    </TextLink>
  )
  return (
    <div className="grid gap-4 border-l-3 border-line pt-1 pl-4 text-sm">
      <EventChanges event={event} words={words} />
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
        <Fact name={t("columns.when")}>
          <When at={created_at} exact />
        </Fact>
        <Fact name={t("details.action")}>
          {words.action(action)} <span className="font-mono text-xs text-muted">{action}</span>
        </Fact>
        {ids.map(
          ([name, text]) =>
            text && (
              <Fact key={name} name={t(`details.${name}`)}>
                <CopyText text={text} label={t(`details.${name}`)} />
              </Fact>
            ),
        )}
        {user_agent && <Fact name={t("details.device")}>{user_agent}</Fact>}
      </dl>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        {actor.id && link("byThem", actor.id, { actor: actor.id })}
        {target && target.id !== actor.id && link("aboutThem", target.id, { target: target.id })}
      </p>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  )
}
