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

/** Mails about invites. */
export type InviteMails = {
  invite: Offer
  /** The invite of somebody whom an admin has entered already: it is an invite with a name. */
  set_password: Offer
  invite_reminder: Omit<Offer, "message">
  invite_requested: { organization: string; email: string; url: string }
}

const stranger = "If you do not know them, ignore this message: nothing happens without you."

export const inviteMessages: Messages<InviteMails> = {
  invite: ({ organization, inviter, role, message, url, expires_at, name }) => ({
    subject: `${inviter} invites you to ${organization}`,
    greeting: hello(name),
    lines: [`${inviter} invites you to join ${organization} as ${asRole(role)}.`],
    quote: message ? { by: inviter, text: message } : null,
    action: { label: "See the invite", url },
    notes: [`The link works until ${when(expires_at)}.`, stranger],
  }),
  set_password: ({ organization, inviter, role, message, url, expires_at, name }) => ({
    subject: `${inviter} added you to ${organization}: set your password`,
    greeting: hello(name),
    lines: [
      `${inviter} has prepared your place in ${organization} as ${asRole(role)}.`,
      "Choose a password, and you are in. If you have an account with this address already, sign in with it instead.",
    ],
    quote: message ? { by: inviter, text: message } : null,
    action: { label: "Set your password", url },
    notes: [`The link works until ${when(expires_at)}.`, stranger],
  }),
  invite_reminder: ({ organization, inviter, role, url, expires_at, name }) => ({
    subject: `Your invite to ${organization} expires tomorrow`,
    greeting: hello(name),
    lines: [
      `${inviter} invited you to join ${organization} as ${asRole(role)}, and the invite is still open.`,
      `It expires on ${when(expires_at)}. We remind you only this once.`,
    ],
    action: { label: "See the invite", url },
    notes: ["If you would rather not, decline it there, or ignore this message."],
  }),
  invite_requested: ({ organization, email, url }) => ({
    subject: `${email} asks for a new invite to ${organization}`,
    greeting: hello(null),
    lines: [
      `The invite of ${email} to ${organization} no longer works, and they ask for a new link.`,
      "Open the invites and send it again, if you want them in.",
    ],
    action: { label: "Open the invites", url },
  }),
}
