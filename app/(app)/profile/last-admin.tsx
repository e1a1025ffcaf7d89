import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { Alert } from "@/components/ui/alert"
import { translations } from "@/lib/i18n/translations"
import type { ListedDependent } from "@/lib/users/dependents"

/** Organizations in others' tenants that need another admin before the person can leave. */
export async function LastAdmin({ organizations }: { organizations: ListedDependent[] }) {
  const t = await translations("profile.close")
  return (
    <Alert tone="note">
      <div className="grid gap-2">
        <p>{t("lastAdmin", { n: organizations.length })}</p>
        <ul className="grid gap-1.5">
          {organizations.map(({ id, name, others }) => (
            <li key={id} className="wrap-anywhere">
              <TextLink href={address("/members", { org: id })}>
                <bdi>{name}</bdi>
              </TextLink>{" "}
              <span className="text-sm text-muted">{t("others", { n: others })}</span>
            </li>
          ))}
        </ul>
      </div>
    </Alert>
  )
}
