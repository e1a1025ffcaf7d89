import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { listApis } from "@/lib/apis/service"
import { ownApiId } from "@/lib/core/identity/application-scopes"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { ApisForm } from "./apis-form"
import type { Given } from "./given"

/** APIs that an application may request tokens for. */
export async function ApisSection({ actor, org, application: { id, version, apis }, mayWrite }: Given) {
  const t = await translations("applications.apisOf")
  const { rows } = await listApis(actor, { limit: 100, total: false })
  const own = { value: ownApiId, label: t("nanostack") }
  // Only tenant admins let an application call Nanostack itself.
  const mayOwn = apis.includes(ownApiId) || !outranks("tenant_admin", actor.role_rank)
  const choices = [...(mayOwn ? [own] : []), ...rows.map(({ id, name }) => ({ value: id, label: name }))]
  const named = choices.filter(({ value }) => apis.includes(value))
  return (
    <>
      {choices.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
      {choices.length > 0 && mayWrite && <ApisForm {...{ org, id, version, apis, choices }} />}
      {!mayWrite && named.length > 0 && <p className="wrap-anywhere">{named.map(({ label }) => label).join(", ")}</p>}
      <p className="text-sm">
        <TextLink href={address("/applications/apis", { org })}>{t("manage")}</TextLink>
      </p>
    </>
  )
}
