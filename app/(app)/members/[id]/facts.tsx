import { Facts } from "@/components/facts"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Person } from "../member-row"

/** Details of a member, as far as the reader may see them. */
export async function MemberFacts({ person }: { person: Person }) {
  const t = await translations("members")
  const full = "email" in person ? person : null
  const code = (text: string) => <span className="font-mono break-all">{text}</span>
  const seen = full?.last_seen_at ? <When at={full.last_seen_at} /> : t("one.never")
  return (
    <Facts
      facts={[
        [t("one.joined"), <When key="joined" at={person.created_at} />],
        full && [t("lastSeen"), seen],
        full && full.expires_at !== null ? [t("one.ends"), <When key="ends" at={full.expires_at} exact />] : null,
        full?.external_id ? [t("one.externalId"), code(full.external_id)] : null,
        [t("one.id"), code(person.id)],
      ]}
    />
  )
}
