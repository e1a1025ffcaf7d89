import type { Role } from "@/lib/permissions"

/** Roles, as people read them. */
export const roleNames: Record<Role, string> = {
  super_admin: "Super admin",
  tenant_admin: "Tenant admin",
  admin: "Admin",
  member: "Member",
  guest: "Guest",
}

/** What a role is for, in a few words. */
export const roleMeanings = {
  admin: "runs this organization",
  member: "sees who else is here",
  guest: "sees the organization only",
} as const

type Tone = "good" | "calm" | "warn" | "bad"

/** States of members and invites: word and tone. */
export const states: Record<string, { name: string; tone: Tone }> = {
  active: { name: "Active", tone: "good" },
  invited: { name: "Invited", tone: "warn" },
  suspended: { name: "Suspended", tone: "bad" },
  expired: { name: "Expired", tone: "calm" },
  pending: { name: "Pending", tone: "warn" },
  accepted: { name: "Accepted", tone: "good" },
  revoked: { name: "Revoked", tone: "calm" },
  declined: { name: "Declined", tone: "calm" },
}
