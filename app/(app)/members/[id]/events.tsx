import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { translations } from "@/lib/i18n/translations"
import { EventChanges } from "../../audit/changes"
import { Sentence } from "../../audit/sentence"
import { Ago } from "../../audit/time"
import { auditWords } from "../../audit/words"

type Props = { events: AuditEvent[]; names: ReadonlyMap<string, string>; org: string; id: string }

/** Recent events of a membership, as sentences of the audit log. */
export async function Events({ events, names, org, id }: Props) {
  const [t, words] = await Promise.all([translations("members.events"), auditWords()])
  if (events.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  return (
    <>
      <ol aria-label={t("title")} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {events.map((event) => (
          <li key={event.id} className="grid gap-1 px-4 py-3 text-sm">
            <div className="flex flex-wrap justify-between gap-x-4">
              <span className="wrap-anywhere first-letter:uppercase">
                <Sentence {...{ event, names, words }} />
              </span>
              <span className="text-muted">
                <Ago at={event.created_at} words={words} />
              </span>
            </div>
            <div className="text-muted">
              <EventChanges event={event} words={words} />
            </div>
          </li>
        ))}
      </ol>
      <p className="text-sm">
        <TextLink href={address("/audit", { org, target: id })}>{t("all")}</TextLink>
      </p>
    </>
  )
}
