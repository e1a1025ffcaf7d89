"use client"

import { useTranslations } from "use-intl/react"
import { SecretText } from "@/components/secret-text"
import { Button } from "@/components/ui/button"
import { ButtonSlot } from "@/components/ui/button-slot"
import { useHydrated } from "@/lib/core/forms/use-hydrated"

/** Recovery codes, shown once, to copy, download as a text file or print. */
export function RecoveryCodes({ codes, email }: { codes: readonly string[]; email: string }) {
  const t = useTranslations("recovery")
  const factor = useTranslations("profile.factor")
  const prints = useHydrated()
  const file = `${t("file", { email })}\r\n\r\n${codes.join("\r\n")}\r\n`
  return (
    <div className="grid gap-4">
      <p>{factor.rich("keepCodes", { strong: (text) => <strong>{text}</strong> })}</p>
      <div className="print:fixed print:inset-0 print:z-50 print:bg-white print:p-10 print:text-black">
        <p className="hidden pb-4 print:block">{t("file", { email })}</p>
        <SecretText label={factor("codes")} text={codes.join("\n")} />
      </div>
      <div className="flex flex-wrap gap-3">
        <ButtonSlot look="plain" size="small">
          <a href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`} download="recovery-codes.txt">
            {t("download")}
          </a>
        </ButtonSlot>
        <Button
          type="button"
          look="plain"
          size="small"
          disabled={!prints}
          className="disabled:invisible noscript:hidden"
          onClick={() => window.print()}
        >
          {t("print")}
        </Button>
      </div>
    </div>
  )
}
