import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Person } from "../member-row"

/** What is known of a member, as far as the reader may know it. */
export async function Facts({ person }: { person: Person }) {
  const t = await translations("members")
  const full = "email" in person ? person : null
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-y-2 text-sm">
      <dt className="text-muted">{t("one.joined")}</dt>
      <dd>
        <When at={person.created_at} />
      </dd>
      {full && (
        <>
          <dt className="text-muted">{t("lastSeen")}</dt>
          <dd>{full.last_seen_at ? <When at={full.last_seen_at} /> : t("one.never")}</dd>
          {full.expires_at !== null && (
            <>
              <dt className="text-muted">{t("one.ends")}</dt>
              <dd>
                <When at={full.expires_at} exact />
              </dd>
            </>
          )}
          {full.external_id && (
            <>
              <dt className="text-muted">{t("one.externalId")}</dt>
              <dd className="font-mono break-all">{full.external_id}</dd>
            </>
          )}
        </>
      )}
      <dt className="text-muted">{t("one.id")}</dt>
      <dd className="font-mono break-all">{person.id}</dd>
    </dl>
  )
}
