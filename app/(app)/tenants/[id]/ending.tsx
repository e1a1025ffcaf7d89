import type { z } from "zod"
import { ProofForm } from "@/components/proof-form"
import { Section } from "@/components/section"
import { translations } from "@/lib/i18n/translations"
import type { Tenant } from "@/lib/tenants/schema"
import { removeTenant, resumeTenant, suspendTenant } from "../actions"

type Props = { tenant: z.input<typeof Tenant>; org: string | undefined; asks: boolean; superAdmin: boolean }

/** Suspends and reactivates a tenant, for super admins, and deletes it, also for its last admin. */
export async function Ending({ tenant: { id, name, status, admins, version }, org, asks, superAdmin }: Props) {
  const t = await translations("tenants")
  const values = { tenant_id: id, org }
  const shown = { ...values, version: String(version) }
  return (
    <>
      {superAdmin && (
        <Section title={t("suspend.title")}>
          {status === "active" ? (
            <ProofForm
              action={suspendTenant}
              values={shown}
              asks={asks}
              look="danger"
              behind={t("suspend.behind")}
              about={<p>{t("suspend.about")}</p>}
            >
              {t("suspend.submit", { name })}
            </ProofForm>
          ) : (
            <ProofForm action={resumeTenant} values={shown} asks={asks} look="plain">
              {t("suspend.resume", { name })}
            </ProofForm>
          )}
        </Section>
      )}
      <Section title={t("delete.title")}>
        {superAdmin || admins.length < 2 ? (
          <ProofForm
            action={removeTenant}
            values={values}
            asks
            look="danger"
            behind={t("delete.behind")}
            about={
              <ul className="grid list-disc gap-1.5 pl-5">
                <li>{t("delete.organizations")}</li>
                <li>{t("delete.keys")}</li>
                <li>{t("delete.regret")}</li>
              </ul>
            }
          >
            {t("delete.submit", { name })}
          </ProofForm>
        ) : (
          <p className="text-sm text-muted">{t("delete.lastOnly")}</p>
        )}
      </Section>
    </>
  )
}
