import type { ReactNode } from "react"
import { catalogue, type Namespace } from "@/lib/i18n/catalogue"
import { getLocale } from "@/lib/i18n/translations"
import { MessagesProvider } from "./messages-provider"

/** Provides the texts of these namespaces to client components; others aren't sent. Nested ones add up. */
export async function Messages({ of, children }: { of: readonly Namespace[]; children: ReactNode }) {
  const locale = await getLocale()
  const all = catalogue(locale)
  const messages = Object.fromEntries(of.map((name) => [name, all[name]]))
  return (
    <MessagesProvider locale={locale} messages={messages}>
      {children}
    </MessagesProvider>
  )
}
