import { describe, expect, test } from "vitest"
import {
  builtIn,
  builtInTerms,
  covers,
  defaultsOf,
  effective,
  givesMore,
  mayAssign,
  mayGrant,
  needsVerifiedEmail,
  outranks,
  permissionPattern,
  permissions,
  type Role,
  rankOf,
  reservedResources,
  roles,
  worthOf,
} from "./permissions"

describe("the table", () => {
  test("guests read their organization, members also its people, admins do the rest but the tenant's roles", () => {
    expect(defaultsOf("guest")).toEqual(["organizations:read"])
    expect(defaultsOf("member").sort()).toEqual(["organizations:read", "users:read"])
    expect(defaultsOf("admin").sort()).toEqual(permissions.filter((name) => name !== "roles:write").sort())
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
  expect(effective(builtInTerms("guest"), ["billing:read", "organizations:read", "billing:read"])).toEqual([
    "billing:read",
    "organizations:read",
  ])
})

const granter = (role: string, role_rank: Role, ...held: string[]) => ({ role, role_rank, permissions: new Set(held) })
const builtInGranter = (role: Role, ...held: string[]) => granter(role, role, ...held)

test("mayGrant – one's own permissions; admins also custom ones; never a built-in one that one lacks", () => {
  const held = ["users:read", "billing:read"]
  expect(mayGrant(builtInGranter("member", ...held), "users:read")).toBe(true)
  expect(mayGrant(builtInGranter("member", ...held), "billing:read")).toBe(true)
  expect(mayGrant(builtInGranter("member", ...held), "billing:write")).toBe(false)
  expect(mayGrant(builtInGranter("admin", ...held), "billing:write")).toBe(true)
  expect(mayGrant(builtInGranter("admin", ...held), "users:write")).toBe(false)
  for (const resource of reservedResources) {
    // Some are built in by now, such as changes:read.
    expect(mayGrant(builtInGranter("super_admin", `${resource}:own`), `${resource}:own`), resource).toBe(false)
    expect(mayGrant(builtInGranter("admin", ...held), `our_${resource}:read`), resource).toBe(true)
  }
  for (const inherited of ["constructor", "toString", "__proto__"])
    expect(mayGrant(builtInGranter("member"), inherited)).toBe(false)
})

test("mayGrant – a role based on admin gives no permission: its holder grants what the role includes", () => {
  const support = granter("support", "admin", "users:write", "billing:read")
  expect(mayGrant(support, "billing:read")).toBe(true)
  expect(mayGrant(support, "users:write")).toBe(true)
  expect(mayGrant(support, "billing:write")).toBe(false)
  expect(mayGrant(support, "invites:write")).toBe(false)
})

test("mayAssign – never above one's rank, and only with what one may grant", () => {
  const own = (role_rank: Role, ...included: string[]) => ({ role: "own", role_rank, included })
  const admin = builtInGranter("admin", ...defaultsOf("admin"))
  expect(mayAssign(admin, builtInTerms("admin"))).toBe(true)
  expect(mayAssign(admin, builtInTerms("tenant_admin"))).toBe(false)
  expect(mayAssign(admin, own("admin", "billing:read", "users:write"))).toBe(true)
  expect(mayAssign(admin, own("guest", "roles:write"))).toBe(false)
  const support = granter("support", "admin", "users:write", "users:read", "organizations:read")
  expect(mayAssign(support, builtInTerms("admin"))).toBe(false)
  expect(mayAssign(support, builtInTerms("member"))).toBe(true)
  expect(mayAssign(support, own("admin", "users:write"))).toBe(true)
  expect(mayAssign(support, own("member", "billing:read"))).toBe(false)
  // A key of a built-in role may assign those below it, whatever its permissions are.
  expect(mayAssign(builtInGranter("admin", "users:write"), builtInTerms("admin"))).toBe(true)
  expect(mayAssign(builtInGranter("member", "users:write"), own("admin"))).toBe(false)
})

test("givesMore – a higher rank, or a permission more", () => {
  const member = worthOf(builtInTerms("member"))
  expect(givesMore(member, worthOf(builtInTerms("guest")))).toBe(false)
  expect(givesMore(member, worthOf({ role: "own", role_rank: "admin", included: [] }))).toBe(true)
  expect(givesMore(member, worthOf({ role: "own", role_rank: "guest", included: ["billing:read"] }))).toBe(true)
  expect(givesMore(member, worthOf({ role: "own", role_rank: "guest", included: ["users:read"] }))).toBe(false)
})

test("rankOf – a built-in role is its own rank, whatever is stored beside it", () => {
  expect(rankOf("admin", "guest")).toBe("admin")
  expect(rankOf("support", "admin")).toBe("admin")
  expect(rankOf("support", null)).toBe("guest")
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

test("what a creator covers – their own permissions; admins also custom ones, never built-in ones that they lack", () => {
  expect(covers(granter("member", "member", "billing:read"), "billing:read")).toBe(true)
  expect(covers(granter("member", "member"), "billing:read")).toBe(false)
  expect(covers(granter("admin", "admin"), "billing:read")).toBe(true)
  expect(covers(granter("admin", "admin"), "roles:write")).toBe(false)
  expect(covers(granter("lead", "admin"), "billing:read")).toBe(false)
})
