import type { Messages } from "../content"
import type { Texts } from "../texts/texts"

/** What the operator revoked for a person. Lists are formatted; an empty one means none. */
type Revoked = {
  name: string
  /** "all": signed out everywhere; "some": signed out of one organization or tenant. */
  sessions: "all" | "some" | null
  two_factor: boolean
  keys: string[]
  invites: string[]
  url: string
}

/** Emails about operator commands. */
export type OperatorMails = { revoked_by_operator: Revoked }

type OperatorTexts = Texts["revoked_by_operator"]

export const operatorMessages: Messages<OperatorMails> = {
  revoked_by_operator: (revoked, { t: { revoked_by_operator: t }, hello }) => ({
    subject: subjectOf(revoked, t),
    greeting: hello(revoked.name),
    lines: linesOf(revoked, t),
    action: { label: labelOf(revoked, t), url: revoked.url },
    notes: [t.why],
  }),
}

function subjectOf({ sessions, two_factor, keys }: Revoked, t: OperatorTexts): string {
  if (two_factor) return t.twoFactorSubject
  if (sessions) return t.sessionsSubject
  return keys.length > 0 ? t.keysSubject : t.invitesSubject
}

function linesOf({ sessions, two_factor, keys, invites }: Revoked, t: OperatorTexts): string[] {
  return [
    ...(two_factor ? [t.twoFactor] : []),
    ...(sessions ? [sessions === "some" ? t.someSessions : t.allSessions] : []),
    ...(keys.length > 0 ? [t.keys, keys.join("\n")] : []),
    ...(invites.length > 0 ? [t.invites, invites.join("\n")] : []),
  ]
}

function labelOf({ sessions, two_factor, keys }: Revoked, t: OperatorTexts): string {
  if (two_factor || sessions) return t.signIn
  return keys.length > 0 ? t.viewKeys : t.viewInvites
}
