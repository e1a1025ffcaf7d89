import type { Metadata } from "next"
import { DeadEnd } from "@/components/dead-end"
import { translations } from "@/lib/i18n/translations"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("shell.missing"))("pageTitle") }
}

/** For unknown URLs, and for what the person may not know of. */
export default async function NotFound() {
  const t = await translations("shell.missing")
  return (
    <DeadEnd code="404" title={t("title")}>
      {t("story")}
    </DeadEnd>
  )
}
