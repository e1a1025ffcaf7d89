import "./globals.css"
import type { Metadata, Viewport } from "next"
import { cookies } from "next/headers"
import { connection } from "next/server"
import { Messages } from "@/components/messages"
import { readTheme } from "@/components/theme"
import { env } from "@/lib/core/env"
import { getLocale, translations } from "@/lib/i18n/translations"

export async function generateMetadata(): Promise<Metadata> {
  const description = (await translations("common"))("description")
  return {
    metadataBase: new URL(env().PUBLIC_URL),
    title: { default: "Nanostack", template: "%s – Nanostack" },
    description,
    openGraph: { type: "website", siteName: "Nanostack", title: "Nanostack", description },
    robots: { index: false },
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f5f1" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1211" },
  ],
}

/** Every page is rendered per request, so that its scripts have the nonce of its Content-Security-Policy. */
export default async function RootLayout({ children }: { children: React.ReactNode }) {
  await connection()
  const theme = readTheme((await cookies()).get("theme")?.value)
  return (
    <html lang={await getLocale()} data-theme={theme === "system" ? undefined : theme}>
      <body>
        <Messages of={["common"]}>{children}</Messages>
      </body>
    </html>
  )
}
