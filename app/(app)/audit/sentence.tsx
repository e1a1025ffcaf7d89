import type { ReactNode } from "react"
import type { AuditEvent } from "@/lib/audit-events/schema"
import { told } from "./told"
import type { AuditWords } from "./words"

type Props = { event: AuditEvent; names: ReadonlyMap<string, string>; words: AuditWords }

/** An event as one sentence: who did what to whom. */
export function Sentence({ event, names, words }: Props): ReactNode {
  const { actor, target, action } = event
  const { form, fields, from, to, role } = told(event)
  const strong = (name: string) => () => <bdi className="font-medium">{name}</bdi>
  const values = {
    actor: strong(names.get(actor.id ?? "") ?? words.who(actor.type)),
    target: strong(names.get(target?.id ?? "") ?? words.whom(target?.type ?? "")),
    fields: words.list(fields),
    from: words.value(from),
    to: words.value(to),
    role: words.value(role),
    action: words.action(action),
  }
  return words.tell(form, values)
}
