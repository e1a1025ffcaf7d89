import type { Template } from "./templates"

/** What is sent first: emails that a person waits for, then warnings, then bulk email of organizations. */
export const priorities = { awaited: 0, warning: 1, bulk: 2 } as const

const awaited: readonly Template[] = [
  "verify_email",
  "reset_password",
  "confirm_email",
  "email_code",
  "proof_code",
  "factor_code",
]

const bulk: readonly Template[] = [
  "invite",
  "set_password",
  "invite_reminder",
  "invite_requested",
  "role_changed",
  "membership_suspended",
  "membership_ended",
]

/** Priority of a message; lower is sooner. Also the priority of its job in the queue. */
export function priorityOf(template: Template): number {
  if (awaited.includes(template)) return priorities.awaited
  return bulk.includes(template) ? priorities.bulk : priorities.warning
}
