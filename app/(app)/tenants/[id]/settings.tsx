import type { z } from "zod"
import { Facts } from "@/components/facts"
import { When } from "@/components/when"
import { translations } from "@/lib/i18n/translations"
import type { Tenant } from "@/lib/tenants/schema"
import { renameTenant } from "../actions"
import { LineForm } from "../line-form"

type Props = { tenant: z.input<typeof Tenant>; org: string | undefined; mayWrite: boolean }

/** The tenant's name, editable for super admins, and reference data. */
export async function Settings({ tenant: { id, name, version, created_at }, org, mayWrite }: Props) {
  const t = await translations("tenants")
  return (
    <>
      {mayWrite && (
        <LineForm
          action={renameTenant}
          line="rename"
          name="name"
          label={t("name")}
          value={name}
          values={{ tenant_id: id, org, version }}
          submit={t("save")}
          submitting={t("saving")}
          conflict={t("conflict", { name })}
        />
      )}
      <Facts
        facts={[
          mayWrite ? null : [t("name"), <bdi key="name">{name}</bdi>],
          [t("id"), <code key="id">{id}</code>],
          [t("since"), <When key="since" at={created_at} />],
        ]}
      />
    </>
  )
}
