import type { Column, columns } from "./columns"

type Row = { [C in Column]?: keyof (typeof columns)[C] }

const rows = <const T extends Record<string, Row>>(table: T): { [Name in keyof T]: Row } => table

/**
 * The table "what ends when": a row is a change, a column something that can be active on a person's behalf. What a row
 * does not name continues. `end` executes a row in the transaction of the change; SECURITY.md prints the table. Rows
 * that end nothing are listed too, to be explicit.
 */
export const endings = rows({
  sign_out: { browser_sessions: "this", api_sessions: "this" },
  other_sessions_ended: { browser_sessions: "others", api_sessions: "others", challenges: "all" },
  other_sessions_there_ended: { api_sessions: "others there", challenges: "all" },
  password_changed: {
    browser_sessions: "others",
    api_sessions: "others",
    mailed_links: "reset, change of address",
    challenges: "all",
  },
  password_reset: {
    browser_sessions: "all",
    api_sessions: "all",
    mailed_links: "all",
    challenges: "all",
    api_keys: "listed, one button revokes",
  },
  taken_over: {
    browser_sessions: "all",
    api_sessions: "all",
    mailed_links: "all",
    challenges: "all",
    known_devices: "those of before",
    two_factor: "all",
    api_keys: "all made",
    invites: "all made",
    memberships: "all that the former holder had",
    tenant_admin: "all",
    picture: "deleted",
    profile: "cleared, password too",
  },
  email_changed: { browser_sessions: "all", api_sessions: "all", mailed_links: "all", challenges: "all" },
  account_closed: {
    browser_sessions: "all",
    api_sessions: "all",
    mailed_links: "all",
    challenges: "all",
    two_factor: "unusable",
    api_keys: "all made",
    invites: "all made",
    memberships: "all, with their owner",
    tenant_admin: "all, with their holder",
    picture: "kept for 30 days",
    profile: "hidden",
  },
  account_restored: { two_factor: "usable again", memberships: "back", tenant_admin: "back", profile: "back" },
  membership_ended: {
    browser_sessions: "without it",
    api_sessions: "without it",
    api_keys: "made there",
    invites: "made there",
    memberships: "this",
  },
  membership_expired: {
    browser_sessions: "without it",
    api_sessions: "without it",
    api_keys: "made there",
    invites: "made there",
    memberships: "stays, expired",
  },
  membership_suspended: {
    browser_sessions: "without it",
    api_sessions: "without it",
    api_keys: "made there",
    invites: "made there",
    memberships: "suspended",
  },
  rights_reduced: { api_keys: "cut", invites: "cut" },
  tenant_admin_removed: { api_keys: "made there", invites: "made there", tenant_admin: "this" },
  super_admin_removed: { api_keys: "all made", invites: "all made" },
  organization_suspended: {
    browser_sessions: "without it",
    api_sessions: "refused meanwhile, without it",
    api_keys: "refused meanwhile",
    invites: "refused meanwhile",
  },
  tenant_suspended: {
    browser_sessions: "without it",
    api_sessions: "refused meanwhile, without it",
    api_keys: "refused meanwhile",
    invites: "refused meanwhile",
  },
  organization_deleted: {
    browser_sessions: "without it",
    api_sessions: "there",
    api_keys: "all there",
    invites: "all there",
    memberships: "all there, restorable",
  },
  tenant_deleted: {
    browser_sessions: "without it",
    api_sessions: "there",
    api_keys: "all there",
    invites: "all there",
    memberships: "all there, restorable",
    tenant_admin: "all there, restorable",
  },
  organization_restored: { memberships: "back" },
  tenant_restored: { memberships: "back", tenant_admin: "back" },
  two_factor_changed: { challenges: "all", two_factor: "its own change" },
  factors_reset: { browser_sessions: "all", api_sessions: "all", challenges: "all", two_factor: "all" },
  sessions_ended_by_admin: { api_sessions: "theirs there" },
  sessions_ended_by_operator: { browser_sessions: "all", api_sessions: "all", challenges: "all" },
  sessions_there_ended_by_operator: { api_sessions: "there" },
  keys_revoked_by_operator: { api_keys: "all made", invites: "made by those keys" },
  keys_there_revoked_by_operator: { api_keys: "all there", invites: "made by those keys" },
  links_revoked_by_operator: { mailed_links: "all", challenges: "all", invites: "all made" },
  links_there_revoked_by_operator: { invites: "all there" },
  api_key_revoked: { api_keys: "this", invites: "made by it" },
  api_key_expired: { api_keys: "refused meanwhile", invites: "made by it" },
  api_key_rotated: { api_keys: "its old secret, after the overlap", invites: "made by it: the rotator's" },
})

export type Happening = keyof typeof endings
