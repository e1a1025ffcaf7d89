import { env } from "../core/env"
import type { Locale } from "../i18n/locale"
import type { Content } from "./content"
import { contentOf, type MailData, type Template } from "./templates"
import { type Words, wordsOf } from "./words"

/** A rendered message. */
export type Message = { subject: string; text: string; html: string }

/** Renders a message in one language, as HTML and plain text. */
export async function renderMail<T extends Template>(template: T, data: MailData[T], locale: Locale): Promise<Message> {
  const content = contentOf(template, data, locale)
  const words = wordsOf(locale)
  const host = new URL(env().PUBLIC_URL).host
  // Loaded with the first email: most processes send none.
  const [{ render }, { layout }] = await Promise.all([import("@react-email/render"), import("./layout")])
  return {
    subject: content.subject,
    text: plainText(content, host, words),
    html: await render(layout(content, host, words)),
  }
}

function plainText(
  { greeting, lines, quote, code, facts = [], action, notes = [] }: Content,
  host: string,
  { t, fill }: Words,
): string {
  const blocks = [
    greeting,
    ...lines,
    quote && `${fill(t.frame.writes, { name: quote.by })}\n\n${quote.text.replace(/^/gm, "> ")}`,
    code,
    facts.map(([label, value]) => `${label}: ${value}`).join("\n"),
    action && `${action.label}:\n${action.url}`,
    ...notes,
    `-- \nNanostack, ${host}`,
  ]
  return `${blocks.filter(Boolean).join("\n\n")}\n`
}
