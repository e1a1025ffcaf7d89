import type { Metadata } from "next"
import { Logo } from "@/components/logo"
import { ThemeChoice } from "@/components/theme-choice"
import { env } from "@/lib/core/env"
import { readDocument } from "./document"
import { OperationView } from "./operation"
import { Rules } from "./rules"
import { TokenField } from "./token-field"

export const metadata: Metadata = { title: "API reference", robots: { index: true } }

/**
 * The API reference, rendered from the OpenAPI document; works without JavaScript and loads nothing from other hosts.
 */
export default function DocsPage() {
  const { groups, schemas } = readDocument()
  const base = new URL("/api/v1", env().PUBLIC_URL).href
  return (
    <div className="mx-auto grid max-w-page gap-x-12 px-5 pb-24 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <header className="col-span-full flex items-center justify-between border-b border-line py-5">
        <Logo />
        <ThemeChoice />
      </header>
      <nav aria-label="Operations" className="hidden lg:block">
        <div className="sticky top-0 grid max-h-screen gap-5 overflow-y-auto py-8 text-sm">
          {groups.map(([tag, operations]) => (
            <section key={tag} className="grid gap-1">
              <h2 className="font-semibold">{tag}</h2>
              {operations.map(({ operationId, summary }) => (
                <a key={operationId} href={`#${operationId}`} className="text-muted hover:text-ink">
                  {summary}
                </a>
              ))}
            </section>
          ))}
        </div>
      </nav>
      <main className="grid min-w-0 content-start gap-10 py-8">
        <Rules base={base} />
        <TokenField />
        {groups.map(([tag, operations]) => (
          <section key={tag} aria-labelledby={`tag-${tag}`} className="grid gap-4">
            <h2 id={`tag-${tag}`} className="text-xl font-semibold">
              {tag}
            </h2>
            {operations.map((operation) => (
              <OperationView key={operation.operationId} operation={operation} schemas={schemas} />
            ))}
          </section>
        ))}
      </main>
    </div>
  )
}
