import { hello, type Messages, when } from "../content"

/** Emails about a person's own account. */
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
    subject: "Verify your email",
    greeting: hello(name),
    lines: [
      `An account with the name “${name}” was registered with this email. If that was you, verify it to finish setting up your account.`,
    ],
    action: { label: "Verify email", url },
    notes: [
      `The link works once and expires in ${hours} hours.`,
      "If this wasn't you, open the link and choose “This wasn't me” to close the account.",
    ],
  }),
  reset_password: ({ name, url, minutes }) => ({
    subject: "Reset your password",
    greeting: hello(name),
    lines: ["We received a request to reset your password."],
    action: { label: "Reset password", url },
    notes: [
      `The link works once and expires in ${minutes} minutes.`,
      "If this wasn't you, you can ignore this email. Your password hasn't changed.",
    ],
  }),
  password_changed: ({ name, url }) => ({
    subject: "Your password was changed",
    greeting: hello(name),
    lines: [
      "Your password was just changed, and your other sessions were signed out.",
      "If this was you, you don't need to do anything. If not, reset your password.",
    ],
    action: { label: "Reset password", url },
  }),
  review_api_keys: ({ name, keys, url, hours }) => ({
    subject: "Did you create these API keys?",
    greeting: hello(name),
    lines: [
      "Your password was reset. These API keys, created with your account in the last 30 days, still work:",
      keys.join("\n"),
    ],
    action: { label: "Revoke all keys", url },
    notes: [
      `If you recognize all of them, you don't need to do anything. The link works once and expires in ${hours} hours.`,
    ],
  }),
  new_sign_in: ({ name, device, ip, at, url }) => ({
    subject: "New sign-in to your account",
    greeting: hello(name),
    lines: ["We noticed a sign-in to your account from a new device."],
    facts: [["Device", device], ["Time", when(at)], ...(ip ? [["IP address", ip] as [string, string]] : [])],
    action: { label: "Change password", url },
    notes: ["If this was you, you don't need to do anything. If not, change your password."],
  }),
  confirm_email: ({ name, url, hours }) => ({
    subject: "Confirm your new email",
    greeting: hello(name),
    lines: [
      `The account “${name}” wants to use this email. If that was you, confirm it. Until then, the account keeps its current email.`,
    ],
    action: { label: "Confirm email", url },
    notes: [
      `The link works once and expires in ${hours} hours.`,
      "If this wasn't you, open the link and choose “This wasn't me”, or ignore this email. Nothing changes.",
    ],
  }),
  email_change_requested: ({ name, email, url }) => ({
    subject: "Email change requested",
    greeting: hello(name),
    lines: [
      `Someone asked to change the email of your account to ${email}. It changes once the new email is confirmed.`,
      "If this was you, you don't need to do anything. If not, change your password.",
    ],
    action: { label: "Change password", url },
  }),
  second_factor_enabled: ({ name, url }) => ({
    subject: "Two-factor authentication is on",
    greeting: hello(name),
    lines: [
      "Signing in now also requires a code from your authenticator app. Save your recovery codes somewhere safe.",
      "Your other sessions stay signed in. End any you don't recognize in your profile.",
    ],
    action: { label: "View profile", url },
  }),
  second_factor_disabled: ({ name, url }) => ({
    subject: "Two-factor authentication is off",
    greeting: hello(name),
    lines: ["Signing in now only requires your password. If this wasn't you, change your password immediately."],
    action: { label: "View profile", url },
  }),
  email_changed: ({ name, email }) => ({
    subject: "Your email was changed",
    greeting: hello(name),
    lines: [
      `Your account now uses ${email}. You can no longer sign in with this address.`,
      "If this wasn't you, contact an admin of your organization immediately.",
    ],
  }),
}
