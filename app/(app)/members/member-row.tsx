import { MoreHorizontal } from "lucide-react"
import Link from "next/link"
import { Avatar } from "@/components/avatar"
import { Rank } from "@/components/rank"
import { address } from "@/components/search-params"
import { SelectBox } from "@/components/selection/boxes"
import { Changing } from "@/components/ui/changing"
import { Cell, Row } from "@/components/ui/table"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { listMembers } from "@/lib/memberships/list"
import { RowMenu } from "./row-menu"
import { Status } from "./status"

export type Person = Awaited<ReturnType<typeof listMembers>>["rows"][number]

type Props = { person: Person; org: string; self: boolean; acts: boolean }

/** One member in the list; the whole row is a link. */
export async function MemberRow({ person, org, self, acts }: Props) {
  const t = await translations("members")
  const full = "email" in person ? person : null
  return (
    <Row>
      <Cell>
        <div className="flex items-center gap-3 card:pr-10">
          {acts && <SelectBox id={person.id} />}
          <Avatar id={person.id} name={person.name} url={person.avatar_url} />
          <div className="min-w-36 card:min-w-0">
            <Link
              href={address(`/members/${person.id}`, { org })}
              prefetch={false}
              className="font-medium after:absolute after:inset-0 after:content-['']"
            >
              <bdi className="line-clamp-2 wrap-anywhere card:line-clamp-1" title={person.name}>
                {person.name}
              </bdi>
            </Link>
            {full && (
              <div className="line-clamp-2 text-sm wrap-anywhere text-muted card:line-clamp-1" title={full.email}>
                <Changing>{self && `${t("you")} · `}</Changing>
                {full.email}
              </div>
            )}
          </div>
        </div>
      </Cell>
      <Cell className={`text-sm ${acts ? "card:pl-19" : "card:pl-11"}`}>
        {person.role && person.role_rank && <Rank role={person.role} rank={person.role_rank} />}
      </Cell>
      <Cell>{full && <Status id={person.id} status={full.status} />}</Cell>
      {/* The browser shows other texts than the server; the columns keep their widths. */}
      <Cell className="text-sm text-muted card:hidden">
        <div className="min-w-24">{full && <When at={full.last_seen_at} />}</div>
      </Cell>
      <Cell className="text-sm text-muted card:hidden">
        <div className="min-w-24">
          <When at={person.created_at} />
        </div>
      </Cell>
      {acts && (
        <Cell className="w-13 py-1 pl-0 card:absolute card:top-3 card:right-3 card:w-auto">
          <RowMenu id={person.id} icon={<MoreHorizontal aria-hidden className="size-4" />} />
        </Cell>
      )}
    </Row>
  )
}
