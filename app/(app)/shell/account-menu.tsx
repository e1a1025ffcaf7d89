import { ChevronsUpDown, CircleUserRound } from "lucide-react"
import Link from "next/link"
import { chooseLocale } from "@/app/choose-locale"
import { ActionForm } from "@/components/action-form"
import { Avatar } from "@/components/avatar"
import { LocaleSwitch } from "@/components/locale-switch"
import { address } from "@/components/search-params"
import { ThemeChoice } from "@/components/theme-choice"
import { translations } from "@/lib/i18n/translations"
import { signOutHere } from "./sign-out"

type Props = { me: { userId: string; name: string; email: string }; org: string | undefined }

/** The signed-in person and their own pages. A native popover: works without JavaScript and by keyboard. */
export async function AccountMenu({ me: { userId, name, email }, org }: Props) {
  const t = await translations("shell.account")
  return (
    <div className="min-w-0">
      <button
        type="button"
        popoverTarget="account"
        aria-label={t("open", { name: name || email })}
        className="flex w-full items-center gap-3 rounded-full text-left transition-colors hover:bg-sunken lg:rounded lg:px-2 lg:py-2"
      >
        <Avatar id={userId} name={name || email} />
        <span className="min-w-0 flex-1 max-lg:hidden">
          <span className="block truncate text-sm font-medium">
            <bdi>{name || email}</bdi>
          </span>
          <span className="block truncate text-xs text-muted">{email}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted max-lg:hidden" />
      </button>
      <section
        id="account"
        popover="auto"
        aria-label={t("label")}
        className="fixed top-[4.25rem] right-4 left-auto m-0 max-h-[80dvh] w-[min(20rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border border-line bg-surface text-ink shadow-lift lg:top-auto lg:right-auto lg:bottom-[5.25rem] lg:left-4"
      >
        <div className="grid gap-0.5 border-b border-line px-4 py-3">
          <p className="font-medium wrap-anywhere">
            <bdi>{name || email}</bdi>
          </p>
          <p className="text-sm text-muted wrap-anywhere">{email}</p>
        </div>
        <div className="border-b border-line p-1.5">
          <Link
            href={address("/profile", { org })}
            prefetch={false}
            className="flex items-center gap-3 rounded px-3 py-2 hover:bg-sunken"
          >
            <CircleUserRound aria-hidden className="size-4 text-muted" />
            {t("profile")}
          </Link>
        </div>
        <div className="grid gap-3 border-b border-line px-4 py-3 text-sm">
          <div className="flex items-center justify-between gap-3">
            <span className="text-muted">{t("theme")}</span>
            <ThemeChoice />
          </div>
          <div className="flex items-center justify-between gap-3">
            <span className="text-muted">{t("language")}</span>
            <LocaleSwitch action={chooseLocale} />
          </div>
        </div>
        <div className="p-3">
          <ActionForm action={signOutHere} look="plain" size="small" className="grid gap-3">
            {t("signOut")}
          </ActionForm>
        </div>
      </section>
    </div>
  )
}
