import { asRole, hello, type Messages, when } from "../content"

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

const unknown = "If you don't know them, you can ignore this email."

export const inviteMessages: Messages<InviteMails> = {
  invite: ({ organization, inviter, role, message, url, expires_at, name }) => ({
    subject: `${inviter} invited you to ${organization}`,
    greeting: hello(name),
    lines: [`${inviter} invited you to join ${organization} as ${asRole(role)}.`],
    quote: message ? { by: inviter, text: message } : null,
    action: { label: "View invitation", url },
    notes: [`The link expires on ${when(expires_at)}.`, unknown],
  }),
  set_password: ({ organization, inviter, role, message, url, expires_at, name }) => ({
    subject: `${inviter} added you to ${organization}: set your password`,
    greeting: hello(name),
    lines: [
      `${inviter} added you to ${organization} as ${asRole(role)}.`,
      "Set a password to join. If you already have an account with this email, sign in instead.",
    ],
    quote: message ? { by: inviter, text: message } : null,
    action: { label: "Set your password", url },
    notes: [`The link expires on ${when(expires_at)}.`, unknown],
  }),
  invite_reminder: ({ organization, inviter, role, url, expires_at, name }) => ({
    subject: `Your invitation to ${organization} expires tomorrow`,
    greeting: hello(name),
    lines: [
      `${inviter} invited you to join ${organization} as ${asRole(role)}.`,
      `The invitation expires on ${when(expires_at)}. We won't send another reminder.`,
    ],
    action: { label: "View invitation", url },
    notes: ["If you don't want to join, decline the invitation or ignore this email."],
  }),
  invite_requested: ({ organization, email, url }) => ({
    subject: `${email} requested a new invitation to ${organization}`,
    greeting: hello(null),
    lines: [
      `The invitation of ${email} to ${organization} no longer works, and they requested a new link.`,
      "To let them join, resend the invitation.",
    ],
    action: { label: "View invitations", url },
  }),
}
