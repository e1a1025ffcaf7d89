import { Button } from "@/components/ui/button"
import { translations } from "@/lib/i18n/translations"
import { shownProviders } from "@/lib/identities/providers"

type Props = {
  next: string
  organizationId?: string | undefined
  /** Where an application wants its newcomer back. */
  returns?: Record<"application_id" | "return_to", string | undefined>
}

/** A button for each service that people can sign in with; nothing where none is configured. */
export async function OtherWays({ next, organizationId, returns }: Props) {
  const providers = shownProviders()
  if (providers.length === 0) return null
  const t = await translations("identities")
  return (
    <section className="grid gap-3" aria-label={t("others")}>
      <p className="flex items-center gap-3 text-sm text-muted before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {t("or")}
      </p>
      {providers.map(({ name, label }) => (
        <form key={name} method="post" action={`/login/with/${name}`} className="grid">
          {Object.entries({ next, organization_id: organizationId, ...returns }).map(
            ([field, value]) => value && <input key={field} type="hidden" name={field} value={value} />,
          )}
          <Button look="plain">{t("continue", { provider: label })}</Button>
        </form>
      ))}
    </section>
  )
}
