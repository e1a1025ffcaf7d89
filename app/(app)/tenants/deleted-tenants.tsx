import { ProofForm } from "@/components/proof-form"
import { Section } from "@/components/section"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { listDeletedTenants } from "@/lib/tenants/restore"
import { bringTenantBack } from "./actions"

/** Tenants that can still be restored; nothing if there are none. */
export async function DeletedTenants({ me, org }: { me: UserCaller; org: string | undefined }) {
  const [t, tenants] = await Promise.all([translations("tenants.deleted"), listDeletedTenants(me)])
  if (tenants.length === 0) return null
  return (
    <Section title={t("title")} about={t("about")}>
      <List aria-label={t("title")}>
        {tenants.map(({ id, name, deleted_at }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
            <span className="min-w-0">
              <bdi className="block font-medium wrap-anywhere">{name}</bdi>
              <span className="text-sm text-muted">
                {t("since")} <When at={deleted_at} />
              </span>
            </span>
            <ProofForm
              action={bringTenantBack}
              values={{ tenant_id: id, org }}
              asks={asksForProof(me)}
              look="plain"
              size="small"
            >
              {t("restore", { name })}
            </ProofForm>
          </li>
        ))}
      </List>
    </Section>
  )
}
