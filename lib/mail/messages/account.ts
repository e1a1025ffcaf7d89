import { hello, type Messages, when } from "../content"

/** Mails about somebody's own account. */
export type AccountMails = {
  verify_email: { name: string; url: string; hours: number }
  reset_password: { name: string; url: string; minutes: number }
  password_changed: { name: string; url: string }
  review_api_keys: { name: string; keys: string[]; url: string; hours: number }
  new_sign_in: { name: string; device: string; ip: string | null; at: string; url: string }
  confirm_email: { name: string; url: string; hours: number }
  email_change_requested: { name: string; email: string; url: string }
  email_changed: { name: string; email: string }
  second_factor_enabled: { name: string; url: string }
  second_factor_disabled: { name: string; url: string }
}

export const accountMessages: Messages<AccountMails> = {
  verify_email: ({ name, url, hours }) => ({
    subject: "Verify your e-mail address",
    greeting: hello(name),
    lines: [`An account with the name “${name}” was registered with this address. If that was you, please verify it.`],
    action: { label: "Verify address", url },
    notes: [
      `The link works once, for ${hours} hours.`,
      "If you did not register, open the link and choose “This was not me”: the account is closed.",
    ],
  }),
  reset_password: ({ name, url, minutes }) => ({
    subject: "Reset your password",
    greeting: hello(name),
    lines: ["Somebody, hopefully you, asked for a new password for your account."],
    action: { label: "Choose a new password", url },
    notes: [
      `The link works once, for ${minutes} minutes.`,
      "If it was not you, nothing has changed: ignore this message.",
    ],
  }),
  password_changed: ({ name, url }) => ({
    subject: "Your password was changed",
    greeting: hello(name),
    lines: [
      "The password of your account was changed just now, and its other sessions have ended.",
      "If that was you, there is nothing to do.",
    ],
    action: { label: "It was not me: reset it", url },
  }),
  review_api_keys: ({ name, keys, url, hours }) => ({
    subject: "Did you make these API keys?",
    greeting: hello(name),
    lines: [
      "Your password was reset. These API keys were made with your account in the last 30 days, and they still work:",
      keys.join("\n"),
    ],
    action: { label: "Revoke them", url },
    notes: [`The link works once, for ${hours} hours. If you know them all, there is nothing to do.`],
  }),
  new_sign_in: ({ name, device, ip, at, url }) => ({
    subject: "New sign-in to your account",
    greeting: hello(name),
    lines: ["Somebody signed in to your account from a device that has not been used for it before."],
    facts: [["Device", device], ["Time", when(at)], ...(ip ? [["Network address", ip] as [string, string]] : [])],
    action: { label: "It was not me: change the password", url },
    notes: ["If that was you, there is nothing to do."],
  }),
  confirm_email: ({ name, url, hours }) => ({
    subject: "Confirm your new e-mail address",
    greeting: hello(name),
    lines: [
      `The account “${name}” asks to use this address from now on. If that was you, please confirm it. Until then the old address stays.`,
    ],
    action: { label: "Confirm address", url },
    notes: [
      `The link works once, for ${hours} hours.`,
      "If it was not you, open the link and choose “This was not me”, or ignore this message: nothing changes.",
    ],
  }),
  email_change_requested: ({ name, email, url }) => ({
    subject: "Somebody wants to change your e-mail address",
    greeting: hello(name),
    lines: [
      `Your account is about to use ${email}. It changes once that address is confirmed.`,
      "If that was you, there is nothing to do.",
    ],
    action: { label: "It was not me: change the password", url },
  }),
  second_factor_enabled: ({ name, url }) => ({
    subject: "Your account has a second factor now",
    greeting: hello(name),
    lines: [
      "From now on, signing in asks for a code of your authenticator app. Keep the recovery codes where you find them without your phone.",
      "Your other sessions go on. End those that you don't know in your profile.",
    ],
    action: { label: "See my profile", url },
  }),
  second_factor_disabled: ({ name, url }) => ({
    subject: "The second factor of your account is off",
    greeting: hello(name),
    lines: ["Signing in asks for your password only, from now on. If it was not you, change your password at once."],
    action: { label: "See my profile", url },
  }),
  email_changed: ({ name, email }) => ({
    subject: "Your e-mail address was changed",
    greeting: hello(name),
    lines: [
      `Your account uses ${email} from now on, and this address no longer opens it.`,
      "If it was not you, contact an admin of your organization at once.",
    ],
  }),
}
