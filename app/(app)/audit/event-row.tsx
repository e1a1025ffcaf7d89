import { ChevronRight } from "lucide-react"
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
          <summary className="flex items-start gap-2 rounded-sm hover:underline">
            <ChevronRight aria-hidden className="mt-1 -ml-1 size-4 shrink-0 text-muted group-open:rotate-90" />
            <span className="block min-w-0 first-letter:uppercase">
              <span className="line-clamp-3 wrap-anywhere card:line-clamp-2 group-open:line-clamp-none">
                <Sentence {...{ event, names, words }} />
              </span>
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
