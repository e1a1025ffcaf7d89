import type { Messages } from "../content"
import type { Words } from "../words"

/**
 * The membership and who changed it. `by` is missing in emails that an older version queued; `by_key`: `by` names an
 * API key.
 */
type Changed = { name: string; organization: string; by?: string; by_key?: boolean }

/** Emails about a membership. */
export type MembershipMails = {
  role_changed: Changed & { role: string; url?: string }
  membership_suspended: Changed
  membership_ended: Changed
  /** `by` has left; `keys` are the applications whose secrets they may know. */
  application_secrets_known: { name: string; organization: string; by: string; keys: string[]; url: string }
  /** `organization` is null for a key of the whole tenant. */
  api_key_created: { name: string; key: string; organization: string | null; url: string }
  api_key_rotated: { name: string; key: string; organization: string | null; url: string }
}

/** Returns the sentence that names who did it, or the one without. */
const byWhom = (texts: { by: string; line: string }, { organization, by, by_key = false }: Changed, words: Words) =>
  by ? words.fill(texts.by, { organization, by: words.who({ by, by_key }) }) : words.fill(texts.line, { organization })

export const membershipMessages: Messages<MembershipMails> = {
  role_changed: ({ name, organization, role, by, by_key = false, url }, { t: { role_changed: t }, ...words }) => ({
    subject: words.fill(t.subject, { organization }),
    greeting: words.hello(name),
    lines: [
      words.fill(t.line, { organization, role: words.role(role) }),
      ...(by ? [words.fill(t.by, { by: words.who({ by, by_key }) })] : []),
    ],
    ...(url && { action: { label: t.action, url } }),
  }),
  membership_suspended: (data, words) => ({
    subject: words.fill(words.t.membership_suspended.subject, data),
    greeting: words.hello(data.name),
    lines: [byWhom(words.t.membership_suspended, data, words), words.t.membership_suspended.mistake],
  }),
  membership_ended: (data, words) => ({
    subject: words.fill(words.t.membership_ended.subject, data),
    greeting: words.hello(data.name),
    lines: [
      byWhom(words.t.membership_ended, data, words),
      words.fill(words.t.membership_ended.mistake, { organization: data.organization }),
    ],
  }),
  application_secrets_known: (data, { t: { application_secrets_known: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(data.name),
    lines: [fill(t.line, data), data.keys.join(", "), t.replace],
    action: { label: t.action, url: data.url },
  }),
  api_key_created: ({ name, key, organization, url }, { t: { api_key_created: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [organization ? fill(t.line, { key, organization }) : fill(t.everywhere, { key }), t.notYou],
    action: { label: t.action, url },
  }),
  api_key_rotated: ({ name, key, organization, url }, { t: { api_key_rotated: t }, hello, fill }) => ({
    subject: t.subject,
    greeting: hello(name),
    lines: [organization ? fill(t.line, { key, organization }) : fill(t.everywhere, { key }), t.notYou],
    action: { label: t.action, url },
  }),
}
