import Link from "next/link"
import { chooseLocale } from "@/app/choose-locale"
import { LocaleSwitch } from "@/components/locale-switch"
import { Logo } from "@/components/logo"
import { ThemeChoice } from "@/components/theme-choice"
import { translations } from "@/lib/i18n/translations"
import { Strata } from "./strata"

/** Layout of signed-out pages: the form on the left, the product on the right. */
export default async function SignedOutLayout({ children }: { children: React.ReactNode }) {
  const t = await translations("common")
  return (
    <div className="grid min-h-dvh max-lg:grid-cols-1 lg:grid-cols-[minmax(30rem,1fr)_minmax(0,1.15fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3">
          <Link href="/" prefetch={false} aria-label={t("home")} className="rounded">
            <Logo />
          </Link>
          <div className="flex items-center gap-4">
            <LocaleSwitch action={chooseLocale} />
            <ThemeChoice />
          </div>
        </header>
        <main className="mx-auto my-auto grid w-full max-w-form grid-cols-1 gap-8 py-12">{children}</main>
      </div>
      <Strata />
    </div>
  )
}
