import { permissionPattern } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { askedFor, type RequestParameters } from "@/lib/oidc/decide"

const inWords = ["profile", "email", "organization", "offline_access", "profile:read"] as const

/** What an application of someone else asks for, in plain words. */
export async function Wants({ request }: { request: RequestParameters }) {
  const t = await translations("authorize.consent")
  const scopes = askedFor({ scope: request.scope })
  // A token for an API says where its person is, and as what.
  const namesApi = askedFor({ resource: request.resource }).length > 0
  const known = inWords.filter((scope) => scopes.includes(scope) || (scope === "organization" && namesApi))
  const others = scopes.filter((name) => permissionPattern.test(name) && name !== "profile:read")
  return (
    <div className="grid gap-2">
      <p className="text-muted">{t("about")}</p>
      <ul className="list-disc pl-5">
        <li>{t("scopes.openid")}</li>
        {known.map((scope) => (
          <li key={scope}>{t(`scopes.${scope}`)}</li>
        ))}
        {others.map((name) => (
          <li key={name}>{t("permission", { name })}</li>
        ))}
      </ul>
    </div>
  )
}
