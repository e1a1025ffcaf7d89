import Link from "next/link"
import { Avatar } from "@/components/avatar"
import { states } from "@/components/labels"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { Badge } from "@/components/ui/badge"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import type { listMembers } from "@/lib/memberships/list"

export type Person = Awaited<ReturnType<typeof listMembers>>["rows"][number]

/** One member in the list; the whole row leads to their page. */
export function MemberRow({ person, org, self }: { person: Person; org: string; self: boolean }) {
  const full = "email" in person ? person : null
  const state = full ? states[full.status] : undefined
  return (
    <Row>
      <Cell>
        <div className="flex items-center gap-3">
          <Avatar name={person.name} url={person.avatar_url} />
          <div className="min-w-0">
            <Link
              href={address(`/members/${person.id}`, { org })}
              prefetch={false}
              className="font-medium after:absolute after:inset-0 after:content-['']"
            >
              <bdi className="break-words">{person.name}</bdi>
            </Link>
            {self && <span className="ml-2 text-sm text-muted">you</span>}
            {full && <div className="text-sm wrap-anywhere text-muted">{full.email}</div>}
          </div>
        </div>
      </Cell>
      <Cell className="text-sm max-sm:pl-11">{person.role && <Rank role={person.role} />}</Cell>
      <Cell>{state && <Badge tone={state.tone}>{state.name}</Badge>}</Cell>
      <Cell className="text-sm text-muted max-sm:hidden">
        <When at={full ? full.last_seen_at : person.created_at} />
      </Cell>
    </Row>
  )
}
