import { TextLink } from "@/components/text-link"
import { translations } from "@/lib/i18n/translations"
import { backTo } from "@/lib/oidc/leaving"

/** The way back to the application, at an address that it has registered. */
export async function Back({ application }: { application: Parameters<typeof backTo>[0] }) {
  const back = backTo(application)
  const t = await translations("authorize")
  if (!back) return null
  return (
    <p className="text-sm">
      <TextLink href={back.address}>{t("back", { name: back.name })}</TextLink>
    </p>
  )
}
