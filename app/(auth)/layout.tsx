import Link from "next/link"
import { Logo } from "@/components/logo"
import { ThemeChoice } from "@/components/theme-choice"
import { Strata } from "./strata"

/** The signed-out pages: what there is to do on the left, what Nanostack is on the right. */
export default function SignedOutLayout({ children }: { children: React.ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(30rem,1fr)_minmax(0,1.15fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header className="flex items-center justify-between">
          <Link href="/" prefetch={false} aria-label="Nanostack, start" className="rounded">
            <Logo />
          </Link>
          <ThemeChoice />
        </header>
        <main className="mx-auto my-auto grid w-full max-w-form gap-8 py-12">{children}</main>
      </div>
      <Strata />
    </div>
  )
}
