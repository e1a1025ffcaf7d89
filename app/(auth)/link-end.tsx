import { Heading } from "@/components/heading"
import { TextLink } from "@/components/text-link"
import { translations } from "@/lib/i18n/translations"

/** What a mailed link leads to when there is nothing to do, and the way in. */
export async function LinkEnd({ title, children }: { title: string; children: React.ReactNode }) {
  const t = await translations("links")
  return (
    <>
      <Heading title={title}>{children}</Heading>
      <p className="text-sm">
        <TextLink href="/login">{t("signIn")}</TextLink>
      </p>
    </>
  )
}
