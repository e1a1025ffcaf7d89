import { translations } from "@/lib/i18n/translations"
import { askedFor, type RequestParameters } from "@/lib/oidc/decide"

const inWords = ["profile", "email", "organization", "offline_access", "profile:read"] as const

/** What an application of someone else asks for, in plain words. */
export async function Wants({ request }: { request: RequestParameters }) {
  const t = await translations("authorize.consent")
  const asked = askedFor(request)
  const known = inWords.filter((scope) => asked.includes(scope))
  const others = asked.filter(
    (name) => /^[a-z][a-z0-9_]*:[a-z]/.test(name) && !name.startsWith("urn:") && name !== "profile:read",
  )
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
