import Link from "next/link"
import { Logo } from "@/components/logo"
import { ThemeChoice } from "@/components/theme-choice"
import { localOnly } from "./local-only"

/** The inbox of demo and development: emails that would be sent. */
export default async function InboxLayout({ children }: { children: React.ReactNode }) {
  await localOnly()
  return (
    <div className="mx-auto grid max-w-4xl gap-8 px-4 py-6 sm:px-8">
      <header className="flex items-center justify-between">
        <Link href="/" prefetch={false} aria-label="Nanostack home" className="rounded">
          <Logo />
        </Link>
        <ThemeChoice />
      </header>
      <main className="grid gap-6">{children}</main>
    </div>
  )
}
