import { hello, type Messages } from "../content"

/** What the operator revoked of a person's. Lists are ready to be shown; an empty one is about nothing. */
type Revoked = {
  name: string
  /** "all": signed out everywhere; "some": in one organization or tenant. */
  sessions: "all" | "some" | null
  two_factor: boolean
  keys: string[]
  invites: string[]
  url: string
}

/** Emails about what the operator did at the command line. */
export type OperatorMails = { revoked_by_operator: Revoked }

export const operatorMessages: Messages<OperatorMails> = {
  revoked_by_operator: (revoked) => {
    const { name, url } = revoked
    return {
      subject: subjectOf(revoked),
      greeting: hello(name),
      lines: linesOf(revoked),
      action: { label: labelOf(revoked), url },
      notes: [
        "The operator does this after a security incident or after restoring a backup, or because someone asked for it. Your password has not changed.",
      ],
    }
  },
}

function subjectOf({ sessions, two_factor, keys }: Revoked): string {
  if (two_factor) return "Two-factor authentication was removed from your account"
  if (sessions) return "You were signed out"
  return keys.length > 0 ? "Your API keys were revoked" : "Your invitations were revoked"
}

function linesOf({ sessions, two_factor, keys, invites }: Revoked): string[] {
  const ended =
    sessions === "some"
      ? "The operator of this service ended some of your sessions."
      : "The operator of this service ended all of your sessions."
  return [
    ...(two_factor
      ? [
          "The operator of this service removed two-factor authentication and your recovery codes. Set it up again soon.",
        ]
      : []),
    ...(sessions ? [`${ended} Sign in again to continue.`] : []),
    ...(keys.length > 0
      ? ["The operator of this service revoked these API keys that you created. They no longer work:", keys.join("\n")]
      : []),
    ...(invites.length > 0
      ? ["The operator of this service revoked these invitations. Their links no longer work:", invites.join("\n")]
      : []),
  ]
}

function labelOf({ sessions, two_factor, keys }: Revoked): string {
  if (two_factor || sessions) return "Sign in"
  return keys.length > 0 ? "View API keys" : "View invitations"
}
