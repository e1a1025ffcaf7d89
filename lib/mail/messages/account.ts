import type { Messages } from "../content"

type Linked = { name: string; url: string }

/** Emails about a person's own account. Their subjects are fixed: they contain no user input. */
export type AccountMails = {
  verify_email: Linked & { hours: number }
  reset_password: Linked & { minutes: number }
  password_changed: Linked
  review_api_keys: Linked & { keys: string[]; hours: number }
  new_sign_in: Linked & { device: string; ip: string | null; at: string }
  confirm_email: Linked & { hours: number }
  email_change_requested: Linked & { email: string }
  email_changed: { name: string; email: string }
  identity_linked: Linked & { provider: string; account: string }
  identity_unlinked: Linked & { provider: string; account: string }
  review_identities: Linked & { accounts: string[] }
  second_factor_enabled: Linked
  second_factor_disabled: Linked
  recovery_codes_renewed: Linked
  second_factor_reset: Linked & { by: string }
  passkey_added: Linked & { passkey: string; device: string }
  passkey_removed: Linked & { passkey: string; device: string }
  passkey_copied: Linked & { passkey: string }
}

export const accountMessages: Messages<AccountMails> = {
  verify_email: ({ name, url, hours }, { t: { verify_email: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, { name })],
    action: { label: t.action, url },
    notes: [fill(t.once, { hours }), t.notYou],
  }),
  reset_password: ({ name, url, minutes }, { t: { reset_password: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    action: { label: t.action, url },
    notes: [fill(t.once, { minutes }), t.notYou],
  }),
  password_changed: ({ name, url }, { t: { password_changed: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line, t.notYou],
    action: { label: t.action, url },
  }),
  review_api_keys: ({ name, keys, url, hours }, { t: { review_api_keys: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line, keys.join("\n")],
    action: { label: t.action, url },
    notes: [fill(t.note, { hours })],
  }),
  new_sign_in: ({ name, device, ip, at, url }, { t: { new_sign_in: t }, hello, when }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    facts: [[t.device, device], [t.time, when(at)], ...(ip ? [[t.ip, ip] as [string, string]] : [])],
    action: { label: t.action, url },
    notes: [t.notYou],
  }),
  confirm_email: ({ name, url, hours }, { t: { confirm_email: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, { name })],
    action: { label: t.action, url },
    notes: [fill(t.once, { hours }), t.notYou],
  }),
  email_change_requested: ({ name, email, url }, { t: { email_change_requested: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, { email }), t.notYou],
    action: { label: t.action, url },
  }),
  email_changed: ({ name, email }, { t: { email_changed: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, { email }), t.notYou],
  }),
  identity_linked: ({ name, url, ...which }, { t: { identity_linked: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, which), t.notYou],
    action: { label: t.action, url },
  }),
  identity_unlinked: ({ name, url, ...which }, { t: { identity_unlinked: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, which), t.notYou],
    action: { label: t.action, url },
  }),
  review_identities: ({ name, accounts, url }, { t: { review_identities: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line, accounts.join("\n"), t.note],
    action: { label: t.action, url },
  }),
  second_factor_enabled: ({ name, url }, { t: { second_factor_enabled: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line, t.sessions],
    action: { label: t.action, url },
  }),
  second_factor_disabled: ({ name, url }, { t: { second_factor_disabled: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    action: { label: t.action, url },
  }),
  second_factor_reset: ({ name, by, url }, { t: { second_factor_reset: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [fill(t.line, { by }), t.next, t.notYou],
    action: { label: t.action, url },
  }),
  recovery_codes_renewed: ({ name, url }, { t: { recovery_codes_renewed: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    action: { label: t.action, url },
  }),
  passkey_added: ({ name, passkey, device, url }, { t: { passkey_added: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    facts: [
      [t.passkey, passkey],
      [t.device, device],
    ],
    action: { label: t.action, url },
    notes: [t.notYou],
  }),
  passkey_removed: ({ name, passkey, device, url }, { t: { passkey_removed: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line],
    facts: [
      [t.passkey, passkey],
      [t.device, device],
    ],
    action: { label: t.action, url },
    notes: [t.notYou],
  }),
  passkey_copied: ({ name, passkey, url }, { t: { passkey_copied: t }, hello }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [t.line, t.ended],
    facts: [[t.passkey, passkey]],
    action: { label: t.action, url },
  }),
}
