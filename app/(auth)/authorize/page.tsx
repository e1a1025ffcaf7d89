import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { translations } from "@/lib/i18n/translations"
import { failureOf } from "@/lib/oidc/leaving"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("authorize"))("title"), referrer: "no-referrer" }
}

/** A sign-in to an application that failed before anyone has acted: what is wrong, for who builds it, and the way back. */
export default async function FailedPage({ searchParams }: { searchParams: RawSearch }) {
  const { failed } = await readSearch(searchParams)
  const t = await translations("authorize")
  const failure = await failureOf(failed)
  if (!failure) return <Heading title={t("expired.title")}>{t("expired.about")}</Heading>
  const { error, description, request, back } = failure
  return (
    <>
      <Heading title={t("failed.title")}>{t("failed.about")}</Heading>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-muted">{t("failed.error")}</dt>
        <dd className="font-mono wrap-anywhere">{error}</dd>
        {description && (
          <>
            <dt className="text-muted">{t("failed.description")}</dt>
            <dd className="wrap-anywhere">{description}</dd>
          </>
        )}
        <dt className="text-muted">{t("failed.request")}</dt>
        <dd className="font-mono wrap-anywhere">{request}</dd>
      </dl>
      {back && (
        <p className="text-sm">
          <TextLink href={back.address}>{t("back", { name: back.name })}</TextLink>
        </p>
      )}
    </>
  )
}
