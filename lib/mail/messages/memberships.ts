import { asRole, hello, type Messages } from "../content"

/** Emails about a membership. */
export type MembershipMails = {
  role_changed: { name: string; organization: string; role: string }
  membership_suspended: { name: string; organization: string }
  membership_ended: { name: string; organization: string }
  api_key_created: { name: string; key: string; organization: string; url: string }
  api_key_rotated: { name: string; key: string; organization: string; url: string }
}

export const membershipMessages: Messages<MembershipMails> = {
  role_changed: ({ name, organization, role }) => ({
    subject: `Your role in ${organization} has changed`,
    greeting: hello(name),
    lines: [`You are now ${asRole(role)} of ${organization}.`],
  }),
  membership_suspended: ({ name, organization }) => ({
    subject: `Your access to ${organization} is suspended`,
    greeting: hello(name),
    lines: [
      `An admin of ${organization} suspended your access. Your account and your other organizations are not affected.`,
      "If you think this is a mistake, contact them.",
    ],
  }),
  membership_ended: ({ name, organization }) => ({
    subject: `You are no longer a member of ${organization}`,
    greeting: hello(name),
    lines: [
      `Your membership in ${organization} has ended.`,
      `If you think this is a mistake, contact an admin of ${organization}. They can restore your membership for 30 days.`,
    ],
  }),
  api_key_created: ({ name, key, organization, url }) => ({
    subject: `New API key for ${organization}`,
    greeting: hello(name),
    lines: [
      `The API key “${key}” was created with your account in ${organization}.`,
      "If this wasn't you, revoke the key and change your password.",
    ],
    action: { label: "View API keys", url },
  }),
  api_key_rotated: ({ name, key, organization, url }) => ({
    subject: `API key for ${organization} rotated`,
    greeting: hello(name),
    lines: [
      `The API key “${key}” in ${organization} was rotated with your account. It has a new secret.`,
      "If this wasn't you, revoke the key and change your password.",
    ],
    action: { label: "View API keys", url },
  }),
}
