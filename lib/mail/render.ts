import { env } from "../core/env"
import type { Content } from "./content"
import { contentOf, type MailData, type Template } from "./templates"

/** A message ready to be shown or sent. */
export type Message = { subject: string; text: string; html: string }

/** Renders a message as HTML and as plain text. */
export async function renderMail<T extends Template>(template: T, data: MailData[T]): Promise<Message> {
  const content = contentOf(template, data)
  const host = new URL(env().PUBLIC_URL).host
  // Loaded with the first mail: most processes send none.
  const [{ render }, { layout }] = await Promise.all([import("@react-email/render"), import("./layout")])
  return { subject: content.subject, text: plainText(content, host), html: await render(layout(content, host)) }
}

function plainText({ greeting, lines, quote, facts = [], action, notes = [] }: Content, host: string): string {
  const blocks = [
    greeting,
    ...lines,
    quote && `${quote.by} writes:\n\n${quote.text.replace(/^/gm, "> ")}`,
    facts.map(([label, value]) => `${label}: ${value}`).join("\n"),
    action && `${action.label}:\n${action.url}`,
    ...notes,
    `-- \nNanostack, ${host}`,
  ]
  return `${blocks.filter(Boolean).join("\n\n")}\n`
}
