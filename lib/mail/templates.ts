/** What each message needs. Times are ISO strings; links are on PUBLIC_URL. */
export type MailData = {
  verify_email: { name: string; url: string; hours: number }
  invite: {
    organization: string
    inviter: string
    role: string
    message: string | null
    url: string
    expires_at: string
    name: string | null
  }
  reset_password: { name: string; url: string; minutes: number }
  password_changed: { name: string; url: string }
  review_api_keys: { name: string; keys: string[]; url: string; hours: number }
  role_changed: { name: string; organization: string; role: string }
  membership_suspended: { name: string; organization: string }
  membership_ended: { name: string; organization: string }
  confirm_email: { name: string; url: string; hours: number }
  email_change_requested: { name: string; email: string; url: string }
  email_changed: { name: string; email: string }
  api_key_created: { name: string; key: string; organization: string; url: string }
  invite_requested: { organization: string; email: string; url: string }
}

export type Template = keyof MailData

/** A message ready to be shown or sent. */
export type Message = { subject: string; text: string; html: string }

type Parts = {
  subject: string
  lines: string[]
  quote?: string | null
  action?: { label: string; url: string }
  after?: string[]
}

const parts: { [T in Template]: (data: MailData[T]) => Parts } = {
  verify_email: ({ name, url, hours }) => ({
    subject: "Verify your e-mail address",
    lines: [`Hello ${name},`, "please confirm that this address is yours."],
    action: { label: "Verify address", url },
    after: [`The link works for ${hours} hours. If you did not register, ignore this message.`],
  }),
  invite: ({ organization, inviter, role, message, url, expires_at, name }) => ({
    subject: `${inviter} invites you to ${organization}`,
    lines: [name ? `Hello ${name},` : "Hello,", `${inviter} invites you to join ${organization} as ${role}.`],
    quote: message,
    action: { label: "See the invite", url },
    after: [
      `The link works until ${expires_at.slice(0, 16).replace("T", " ")} UTC.`,
      "If you do not know them, ignore this message.",
    ],
  }),
  reset_password: ({ name, url, minutes }) => ({
    subject: "Reset your password",
    lines: [`Hello ${name},`, "somebody, hopefully you, asked for a new password for your account."],
    action: { label: "Choose a new password", url },
    after: [
      `The link works for ${minutes} minutes, once. If it was not you, nothing has changed: ignore this message.`,
    ],
  }),
  password_changed: ({ name, url }) => ({
    subject: "Your password was changed",
    lines: [`Hello ${name},`, "the password of your account was changed, and its other sessions have ended."],
    action: { label: "It was not me: reset it", url },
  }),
  review_api_keys: ({ name, keys, url, hours }) => ({
    subject: "Did you make these API keys?",
    lines: [
      `Hello ${name},`,
      "your password was reset. These API keys were made with your account in the last 30 days and still work:",
      keys.join("\n"),
    ],
    action: { label: "Revoke them", url },
    after: [`The link works for ${hours} hours. If you know them all, there is nothing to do.`],
  }),
  role_changed: ({ name, organization, role }) => ({
    subject: `Your role in ${organization} has changed`,
    lines: [`Hello ${name},`, `your role in ${organization} is now ${role}.`],
  }),
  membership_suspended: ({ name, organization }) => ({
    subject: `Your access to ${organization} is suspended`,
    lines: [
      `Hello ${name},`,
      `an admin of ${organization} suspended your access. Ask them if you think this is a mistake.`,
    ],
  }),
  membership_ended: ({ name, organization }) => ({
    subject: `You are no longer a member of ${organization}`,
    lines: [`Hello ${name},`, `your membership of ${organization} has ended.`],
  }),
  confirm_email: ({ name, url, hours }) => ({
    subject: "Confirm your new e-mail address",
    lines: [`Hello ${name},`, "please confirm that your account should use this address from now on."],
    action: { label: "Confirm address", url },
    after: [
      `The link works for ${hours} hours. Until then the old address stays. If it was not you, ignore this message.`,
    ],
  }),
  email_change_requested: ({ name, email, url }) => ({
    subject: "Somebody wants to change your e-mail address",
    lines: [`Hello ${name},`, `your account is about to use ${email}. It changes once that address is confirmed.`],
    action: { label: "It was not me: change the password", url },
  }),
  email_changed: ({ name, email }) => ({
    subject: "Your e-mail address was changed",
    lines: [
      `Hello ${name},`,
      `your account now uses ${email}. If it was not you, contact an admin of your organization.`,
    ],
  }),
  api_key_created: ({ name, key, organization, url }) => ({
    subject: `A new API key for ${organization}`,
    lines: [`Hello ${name},`, `the API key "${key}" was made with your account in ${organization}.`],
    action: { label: "See the API keys", url },
  }),
  invite_requested: ({ organization, email, url }) => ({
    subject: `${email} asks for a new invite to ${organization}`,
    lines: ["Hello,", `the invite of ${email} to ${organization} no longer works, and they ask for a new link.`],
    action: { label: "Open the invites", url },
  }),
}

/** Renders a message. What people typed goes in as text, never as markup. */
export function renderMail<T extends Template>(template: T, data: MailData[T]): Message {
  const { subject, lines, quote, action, after = [] } = parts[template](data)
  const text = [...lines, quote && indent(quote), action && `${action.label}:\n${action.url}`, ...after]
  return {
    subject,
    text: `${text.filter(Boolean).join("\n\n")}\n`,
    html: html({ subject, lines, quote, action, after }),
  }
}

const indent = (text: string) => text.replace(/^/gm, "> ")
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replaceAll("\n", "<br>")

function html({ subject, lines, quote, action, after }: Parts): string {
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem">`,
    ...lines.map(paragraph),
    quote
      ? `<blockquote style="border-left:3px solid #888;margin:1rem 0;padding-left:1rem">${escapeHtml(quote)}</blockquote>`
      : "",
    action ? `<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>` : "",
    ...(after ?? []).map(paragraph),
    "</body></html>",
  ].join("\n")
}
