import type { Messages } from "../content"

/** Emails with a code that a person types. */
export type CodeMails = {
  email_code: { name: string; code: string; url: string; minutes: number }
  proof_code: { name: string; code: string; minutes: number }
  factor_code: { name: string; code: string; minutes: number }
}

export const codeMessages: Messages<CodeMails> = {
  email_code: ({ name, code, url, minutes }, { t: { email_code: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    code,
    action: { label: t.action, url },
    notes: [t.elsewhere, fill(t.once, { minutes }), t.notYou],
  }),
  proof_code: ({ name, code, minutes }, { t: { proof_code: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    code,
    notes: [fill(t.once, { minutes }), t.notYou],
  }),
  factor_code: ({ name, code, minutes }, { t: { factor_code: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    code,
    notes: [fill(t.once, { minutes }), t.notYou],
  }),
}
