"use client"

import { useTranslations } from "use-intl/react"
import { TextLink } from "@/components/text-link"
import { Button } from "@/components/ui/button"
import { dismissOffer } from "./passkey-offer-action"

/** Offers to add a passkey after a sign-in by password; can be dismissed. */
export function PasskeyOffer({ href }: { href: string }) {
  const t = useTranslations("passkeys.offer")
  return (
    <section
      aria-label={t("title")}
      className="flex flex-wrap items-center justify-between gap-3 rounded border-l-3 border-accent bg-accent-soft px-4 py-3"
    >
      <p className="min-w-0">
        <strong className="font-medium">{t("title")}.</strong> {t("about")} <TextLink href={href}>{t("add")}</TextLink>
      </p>
      <form action={dismissOffer}>
        <Button look="quiet" size="small">
          {t("dismiss")}
        </Button>
      </form>
    </section>
  )
}
