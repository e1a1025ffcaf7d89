"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "./hydrated"
import { Button } from "./ui/button"

/** Text that is shown this once, to be copied. The button is there where it can work. */
export function SecretText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false)
  const t = useTranslations("common")
  const copies = useHydrated() && Boolean(navigator.clipboard)
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm font-medium">{label}</figcaption>
      <pre className="rounded border border-edge bg-sunken px-4 py-3 font-mono text-sm break-all whitespace-pre-wrap select-all">
        {text}
      </pre>
      {copies && (
        <div className="flex items-center gap-3">
          <Button
            type="button"
            look="plain"
            size="small"
            onClick={() =>
              navigator.clipboard.writeText(text).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {t("copy")}
          </Button>
          <span role="status" className="text-sm text-muted">
            {copied && t("copied")}
          </span>
        </div>
      )}
    </figure>
  )
}
