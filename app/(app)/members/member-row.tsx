import { MoreHorizontal } from "lucide-react"
import Link from "next/link"
import { Avatar } from "@/components/avatar"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { listMembers } from "@/lib/memberships/list"
import type { Chosen } from "./change"
import { RowMenu } from "./row-menu"
import { SelectBox } from "./select-box"
import { Status } from "./status"

export type Person = Awaited<ReturnType<typeof listMembers>>["rows"][number]

/** What the browser needs of somebody to act on them. */
export function chosenOf(person: Person): Chosen {
  const { id, name, role } = person
  const full = "email" in person ? person : null
  return { id, name, role, status: full?.status ?? null, direct: full?.permissions ?? [], version: full?.version ?? 0 }
}

type Props = { person: Person; org: string; self: boolean; acts: boolean }

/** One member in the list; the whole row leads to their page. */
export async function MemberRow({ person, org, self, acts }: Props) {
  const t = await translations("members")
  const full = "email" in person ? person : null
  return (
    <Row>
      <Cell>
        <div className="flex items-center gap-3 max-sm:pr-10">
          {acts && <SelectBox id={person.id} />}
          <Avatar id={person.id} name={person.name} url={person.avatar_url} />
          <div className="min-w-0">
            <Link
              href={address(`/members/${person.id}`, { org })}
              prefetch={false}
              className="font-medium after:absolute after:inset-0 after:content-['']"
            >
              <bdi className="wrap-anywhere">{person.name}</bdi>
            </Link>
            {self && <span className="ml-2 text-sm text-muted">{t("you")}</span>}
            {full && <div className="text-sm wrap-anywhere text-muted">{full.email}</div>}
          </div>
        </div>
      </Cell>
      <Cell className={`text-sm ${acts ? "max-sm:pl-19" : "max-sm:pl-11"}`}>
        {person.role && <Rank role={person.role} />}
      </Cell>
      <Cell>{full && <Status id={person.id} status={full.status} />}</Cell>
      <Cell className="text-sm text-muted max-sm:hidden">{full && <When at={full.last_seen_at} />}</Cell>
      <Cell className="text-sm text-muted max-lg:hidden">
        <When at={person.created_at} />
      </Cell>
      {acts && (
        <Cell className="w-13 max-sm:absolute max-sm:top-3 max-sm:right-3 max-sm:w-auto sm:py-1 sm:pl-0">
          <RowMenu id={person.id} icon={<MoreHorizontal aria-hidden className="size-4" />} />
        </Cell>
      )}
    </Row>
  )
}
