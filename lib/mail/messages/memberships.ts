import { asRole, hello, type Messages } from "../content"

/** Mails about somebody's part in an organization. */
export type MembershipMails = {
  role_changed: { name: string; organization: string; role: string }
  membership_suspended: { name: string; organization: string }
  membership_ended: { name: string; organization: string }
  api_key_created: { name: string; key: string; organization: string; url: string }
}

export const membershipMessages: Messages<MembershipMails> = {
  role_changed: ({ name, organization, role }) => ({
    subject: `Your role in ${organization} has changed`,
    greeting: hello(name),
    lines: [`You are ${asRole(role)} of ${organization} from now on. It counts at once; there is nothing to do.`],
  }),
  membership_suspended: ({ name, organization }) => ({
    subject: `Your access to ${organization} is suspended`,
    greeting: hello(name),
    lines: [
      `An admin of ${organization} suspended your access. Your account and your other organizations are not affected.`,
      "If you think that this is a mistake, ask them.",
    ],
  }),
  membership_ended: ({ name, organization }) => ({
    subject: `You are no longer a member of ${organization}`,
    greeting: hello(name),
    lines: [
      `Your membership of ${organization} has ended.`,
      "If you think that this is a mistake, ask an admin there: they can bring it back for 30 days.",
    ],
  }),
  api_key_created: ({ name, key, organization, url }) => ({
    subject: `A new API key for ${organization}`,
    greeting: hello(name),
    lines: [
      `The API key "${key}" was made with your account in ${organization}.`,
      "If it was not you, delete the key and change your password.",
    ],
    action: { label: "See the API keys", url },
  }),
}
