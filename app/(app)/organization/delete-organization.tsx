import { ProofForm } from "@/components/proof-form"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import type { Organization } from "@/lib/organizations/schema"
import { asksForProof } from "@/lib/sessions/proof"
import { removeOrganization } from "./actions"

type Props = { me: UserCaller; organization: Pick<Organization, "id" | "name" | "version">; members: number }

/** Deletes an organization, after listing the consequences. */
export async function DeleteOrganization({ me, organization: { id, name, version }, members }: Props) {
  const t = await translations("organization.delete")
  const consequences = (
    <ul className="grid list-disc gap-1.5 pl-5">
      <li>{t("access", { n: members })}</li>
      <li>{t("invites")}</li>
      <li>{t("keys")}</li>
      <li>{t("regret")}</li>
    </ul>
  )
  return (
    <ProofForm
      action={removeOrganization}
      values={{ organization_id: id, version: String(version) }}
      asks={asksForProof(me)}
      look="danger"
      behind={t("behind")}
      about={consequences}
    >
      {t("submit", { name })}
    </ProofForm>
  )
}
