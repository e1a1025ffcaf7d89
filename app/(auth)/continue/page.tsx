import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { Heading } from "@/components/heading"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { ButtonSlot } from "@/components/ui/button-slot"
import { openReturn } from "@/lib/applications/return-address"
import { translations } from "@/lib/i18n/translations"
import { doneWithLink } from "./continue-to"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("links.onward"))("title"), referrer: "no-referrer" }
}

/** After an emailed link: names the host that the person goes on to. */
export default async function ContinuePage({ searchParams }: { searchParams: RawSearch }) {
  const { to, done } = await readSearch(searchParams)
  const onward = await openReturn(to)
  if (!onward) redirect("/")
  const t = await translations("links.onward")
  const { name, host, address } = onward
  return (
    <>
      <Heading title={t(doneWithLink.find((one) => one === done) ?? "title")}>
        {t.rich("about", { host: () => <bdi className="font-medium text-ink wrap-anywhere">{host}</bdi> })}
      </Heading>
      <ButtonSlot>
        <a href={address} rel="noreferrer">
          {t("submit", { name })}
        </a>
      </ButtonSlot>
      <p className="text-sm">
        <TextLink href="/">{t("stay")}</TextLink>
      </p>
    </>
  )
}
