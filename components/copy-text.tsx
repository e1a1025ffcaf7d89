"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { Changing } from "./ui/changing"

type Props = {
  text: string
  label: string
  /** The text as it is displayed, such as in groups. */
  shown?: string | undefined
}

/** A short text such as an ID, with a button to copy it. The button is visible only where it works. */
export function CopyText({ text, label, shown = text }: Props) {
  const t = useTranslations("common")
  const [copied, setCopied] = useState(false)
  const copies = useHydrated() && Boolean(navigator.clipboard)
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2">
      <code className="font-mono text-xs wrap-anywhere select-all">{shown}</code>
      <button
        type="button"
        disabled={!copies}
        aria-label={`${t("copy")}: ${label}`}
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
        className="min-h-6 rounded-sm px-1 text-xs text-muted underline underline-offset-4 hover:text-ink disabled:invisible noscript:hidden"
      >
        <Changing>{copied ? t("copied") : t("copy")}</Changing>
      </button>
    </span>
  )
}
