import { expect, test } from "vitest"
import { permissions } from "../../lib/core/identity/permissions"
import type { BuiltInPermission } from "./permissions"

// Those that tests of the SDK invent.
declare module "./permissions" {
  interface CustomPermissions {
    "billing:read": true
    "billing:write": true
    [more: `billing:${string}`]: true
  }
}

test("the SDK names every built-in permission, and no other (K-1)", () => {
  // A record, so that one that is missing here, or misspelled, does not compile.
  const named: Record<BuiltInPermission, true> = {
    "organizations:read": true,
    "organizations:write": true,
    "users:read": true,
    "users:write": true,
    "users:delete": true,
    "invites:read": true,
    "invites:write": true,
    "api_keys:read": true,
    "api_keys:write": true,
    "audit:read": true,
    "changes:read": true,
    "applications:read": true,
    "applications:write": true,
    "revocations:read": true,
    "policies:read": true,
    "policies:write": true,
    "roles:read": true,
    "roles:write": true,
  }
  expect(Object.keys(named).sort()).toEqual([...permissions].sort())
})
