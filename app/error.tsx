"use client"

import { useTranslations } from "use-intl/react"
import { DeadEnd } from "@/components/dead-end"
import { Button } from "@/components/ui/button"
import { useHydrated } from "@/lib/core/forms/use-hydrated"

/** Shown when a page fails to render. The digest is in the log with the error. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("common.failed")
  const offline = useHydrated() && !navigator.onLine
  return (
    <DeadEnd
      code={error.digest ? `500 · ${error.digest}` : "500"}
      title={t("title")}
      action={<Button onClick={reset}>{t("again")}</Button>}
    >
      {offline ? t("offline") : t("story")}
    </DeadEnd>
  )
}
