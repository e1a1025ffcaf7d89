"use client"

import type { ReactNode } from "react"
import { useTranslations } from "use-intl/react"
import { Logo } from "./logo"
import { buttonLook } from "./ui/button"

/** A page for errors and missing pages: says why, with a link out. */
export function DeadEnd({
  code,
  title,
  children,
  action,
}: {
  code: string
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  const t = useTranslations("common")
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-lg content-center gap-6 px-6 py-16">
      <Logo />
      <p className="font-mono text-sm text-muted">{code}</p>
      <h1 className="text-3xl font-semibold wrap-anywhere">{title}</h1>
      <p className="text-muted">{children}</p>
      <p className="flex gap-3">
        {action}
        {/* A full page load, whatever state this page is in. */}
        <a href="/" className={buttonLook({ look: action ? "plain" : "primary" })}>
          {t("start")}
        </a>
      </p>
    </main>
  )
}
