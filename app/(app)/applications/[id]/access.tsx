import { actorAt } from "@/lib/core/identity/authorize"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { listTenantOrganizations } from "@/lib/organizations/tenant-organizations"
import { AccessForm } from "./access-form"
import type { Given } from "./given"

/** Who can sign in: a form, or read-only. */
export async function Access({ me, actor, org, application, mayWrite }: Given) {
  const t = await translations("applications.access")
  const { id, version, access, access_roles, access_organizations, organization_id } = application
  if (!mayWrite) return <p>{t(`accesses.${access}`)}</p>
  const wide = organization_id === null && !outranks("tenant_admin", actor.role_rank)
  const organizations = wide ? await organizationsOf({ me, actor }) : []
  return <AccessForm {...{ org, id, version, organizations }} stored={{ access, access_roles, access_organizations }} />
}

async function organizationsOf({ me, actor: { tenantId } }: Pick<Given, "me" | "actor">) {
  const whole = await actorAt(me, { tenantId, organizationId: null }, "tenant_admin")
  const { rows } = await listTenantOrganizations(whole, { limit: 100 })
  return rows.filter(({ status }) => status !== "deleted").map(({ id, name }) => ({ value: id, label: name }))
}
