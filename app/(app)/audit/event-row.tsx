import type { Search } from "@/components/search-params"
import { Cell, Row } from "@/components/ui/table"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { EventDetails } from "./details"
import { Sentence } from "./sentence"
import { Ago } from "./time"
import type { AuditWords } from "./words"

type Props = { event: AuditEvent; names: ReadonlyMap<string, string>; search: Search; words: AuditWords }

/** One event: a sentence with its time, and details on click. */
export function EventRow({ event, names, search, words }: Props) {
  return (
    <Row>
      <Cell className="w-full align-top card:text-sm">
        <details className="group open:grid open:gap-3">
          <summary className="rounded-sm first-letter:uppercase hover:underline">
            <span className="line-clamp-3 wrap-anywhere card:line-clamp-2 group-open:line-clamp-none">
              <Sentence {...{ event, names, words }} />
            </span>
          </summary>
          <EventDetails {...{ event, names, words, search }} />
        </details>
      </Cell>
      <Cell className="align-top text-sm whitespace-nowrap text-muted">
        <Ago at={event.created_at} words={words} />
      </Cell>
    </Row>
  )
}
