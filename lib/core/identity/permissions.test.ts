import { describe, expect, test } from "vitest"
import {
  builtIn,
  defaultsOf,
  effective,
  mayGrant,
  needsVerifiedEmail,
  outranks,
  permissionPattern,
  permissions,
  reservedResources,
  roles,
} from "./permissions"

describe("the table", () => {
  test("guests read their organization, members also its people, admins do the rest", () => {
    expect(defaultsOf("guest")).toEqual(["organizations:read"])
    expect(defaultsOf("member").sort()).toEqual(["organizations:read", "users:read"])
    expect(defaultsOf("admin").sort()).toEqual([...permissions].sort())
    expect(defaultsOf("tenant_admin")).toEqual(permissions)
    expect(defaultsOf("super_admin")).toEqual(permissions)
  })

  test("a higher membership role has every permission of a lower one", () => {
    for (const holders of Object.values<readonly string[]>(builtIn)) {
      if (holders.includes("guest")) expect(holders).toContain("member")
      if (holders.includes("member")) expect(holders).toContain("admin")
    }
  })

  test("every name has the form required of customers' own", () => {
    for (const name of permissions) expect(name).toMatch(permissionPattern)
    for (const bad of ["users", "users:", ":read", "Users:read", "users:read:all", "users:*", "1a:b", "a b:c"])
      expect(bad).not.toMatch(permissionPattern)
  })
})

test("outranks – each role outranks the lower ones, never itself", () => {
  for (const [i, a] of roles.entries())
    for (const [j, b] of roles.entries()) expect(outranks(a, b), `${a} ${b}`).toBe(i < j)
})

test("effective – the role's defaults and the direct ones, sorted and unique", () => {
  expect(effective("guest", ["billing:read", "organizations:read", "billing:read"])).toEqual([
    "billing:read",
    "organizations:read",
  ])
})

test("mayGrant – one's own permissions; from admin up also custom ones; never a built-in one that one lacks", () => {
  const held = new Set(["users:read", "billing:read"])
  expect(mayGrant("member", held, "users:read")).toBe(true)
  expect(mayGrant("member", held, "billing:read")).toBe(true)
  expect(mayGrant("member", held, "billing:write")).toBe(false)
  expect(mayGrant("admin", held, "billing:write")).toBe(true)
  expect(mayGrant("admin", held, "users:write")).toBe(false)
  for (const resource of reservedResources) {
    // Some are built in by now, such as changes:read.
    expect(mayGrant("super_admin", new Set([`${resource}:own`]), `${resource}:own`), resource).toBe(false)
    expect(mayGrant("admin", held, `our_${resource}:read`), resource).toBe(true)
  }
  for (const inherited of ["constructor", "toString", "__proto__"])
    expect(mayGrant("member", new Set(), inherited)).toBe(false)
})

test("needsVerifiedEmail – reading and self-service do not, anything that reaches others does", () => {
  for (const right of ["self", "member", "users:read", "audit:read"] as const)
    expect(needsVerifiedEmail(right), right).toBe(false)
  for (const right of [
    "users:write",
    "users:delete",
    "invites:write",
    "api_keys:write",
    "organizations:write",
    "tenant_admin",
    "super_admin",
  ] as const)
    expect(needsVerifiedEmail(right), right).toBe(true)
})
