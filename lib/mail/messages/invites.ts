import type { Messages } from "../content"
import type { Words } from "../words"

type Offer = {
  organization: string
  inviter: string
  role: string
  message: string | null
  url: string
  expires_at: string
  name: string | null
}

/** Emails about invitations. */
export type InviteMails = {
  invite: Offer
  /** For a person whom an admin added as a user: an invitation with a name. */
  set_password: Offer
  invite_reminder: Omit<Offer, "message">
  invite_requested: { organization: string; email: string; url: string }
}

const notesOf = ({ expires_at }: Offer, { t, fill, when }: Words) => [
  fill(t.invite.expires, { date: when(expires_at) }),
  t.invite.unknown,
]

const quoteOf = ({ message, inviter: by }: Offer) => (message ? { by, text: message } : null)

/** Values for the placeholders of the texts. */
const named = (data: Omit<Offer, "message">, { role }: Words) => ({ ...data, role: role(data.role) })

export const inviteMessages: Messages<InviteMails> = {
  invite: (data, words) => ({
    subject: words.fill(words.t.invite.subject, data),
    greeting: words.hello(data.name),
    lines: [words.fill(words.t.invite.line, named(data, words))],
    quote: quoteOf(data),
    action: { label: words.t.invite.action, url: data.url },
    notes: notesOf(data, words),
  }),
  set_password: (data, words) => ({
    subject: words.fill(words.t.set_password.subject, data),
    greeting: words.hello(data.name),
    lines: [words.fill(words.t.set_password.line, named(data, words)), words.t.set_password.how],
    quote: quoteOf(data),
    action: { label: words.t.set_password.action, url: data.url },
    notes: notesOf(data, words),
  }),
  invite_reminder: (data, words) => ({
    subject: words.fill(words.t.invite_reminder.subject, data),
    greeting: words.hello(data.name),
    lines: [
      words.fill(words.t.invite.line, named(data, words)),
      words.fill(words.t.invite_reminder.expires, { date: words.when(data.expires_at) }),
    ],
    action: { label: words.t.invite.action, url: data.url },
    notes: [words.t.invite_reminder.decline],
  }),
  invite_requested: (data, { t: { invite_requested: t }, hello, fill }) => ({
    subject: fill(t.subject, data),
    greeting: hello(null),
    lines: [fill(t.line, data), t.how],
    action: { label: t.action, url: data.url },
  }),
}
