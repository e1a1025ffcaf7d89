"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { Button } from "./ui/button"
import { Changing } from "./ui/changing"
import { useLeaveWarning } from "./use-leave-warning"

type Props = {
  label: string
  text: string
  /** Question before leaving the page without having copied it. */
  leave?: string
}

/** Text that is shown only once, with a button to copy it. The button is visible only where it works. */
export function SecretText({ label, text, leave }: Props) {
  const [kept, setKept] = useState("")
  const copied = kept === text
  const t = useTranslations("common")
  const copies = useHydrated() && Boolean(navigator.clipboard)
  useLeaveWarning(leave && !copied ? leave : null)
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm font-medium">{label}</figcaption>
      <pre
        onCopy={() => setKept(text)}
        className="rounded border border-edge bg-sunken px-4 py-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap select-all"
      >
        {text}
      </pre>
      <div className="flex items-center gap-3 noscript:hidden">
        <Button
          type="button"
          look="plain"
          size="small"
          disabled={!copies}
          className="disabled:invisible"
          onClick={() =>
            navigator.clipboard.writeText(text).then(
              () => setKept(text),
              () => setKept(""),
            )
          }
        >
          {t("copy")}
        </Button>
        <span role="status" className="text-sm text-muted">
          <Changing>{copied && t("copied")}</Changing>
        </span>
      </div>
    </figure>
  )
}
