import { expect, test } from "vitest"
import type { Access } from "./access"
import { builtInTerms, permissions, type Role } from "./permissions"
import { cutTo, type Through } from "./through"

const access = (role: Role, organizationId: string | null, more: Partial<Access> = {}): Access => {
  const { included } = builtInTerms(role)
  return {
    tenantId: "ten_a",
    organizationId,
    role,
    role_rank: role,
    included,
    direct: [],
    permissions: new Set(included),
    since: null,
    policy: null,
    ...more,
  }
}

const through = (organizationId: string | null, scopes: readonly string[] = permissions): Through => ({
  applicationId: "app_a",
  tenantId: "ten_a",
  organizationId,
  signedInAt: "org_a",
  thirdParty: false,
  scopes: new Set(scopes),
})

test("an application has the person's permissions, limited to its scopes", () => {
  const cut = cutTo(access("admin", "org_a"), through(null, ["users:read", "audit:read", "roles:write"]))
  expect([...(cut?.permissions ?? [])].sort()).toEqual(["audit:read", "users:read"])
  expect(cut).toMatchObject({ role: "admin", role_rank: "admin" })
  const direct = { direct: ["invites:write"], permissions: new Set(["organizations:read", "invites:write"]) }
  expect([...(cutTo(access("guest", "org_a", direct), through(null, ["invites:write"]))?.permissions ?? [])]).toEqual([
    "invites:write",
  ])
  expect(cutTo(access("member", "org_a"), through(null, []))?.permissions.size).toBe(0)
})

test("an organization's application is worth an admin there at most, and nothing elsewhere", () => {
  const cut = cutTo(access("tenant_admin", "org_a"), through("org_a"))
  expect(cut).toMatchObject({ role: "admin", role_rank: "admin" })
  expect(cut?.permissions.has("users:write")).toBe(true)
  expect(cut?.permissions.has("roles:write")).toBe(false)
  expect(cutTo(access("tenant_admin", "org_b"), through("org_a"))).toBeNull()
  expect(cutTo(access("tenant_admin", null), through("org_a"))).toBeNull()
})

test("a tenant's application reaches beyond the organization only with a tenant admin", () => {
  for (const where of ["org_a", "org_b", null])
    expect(cutTo(access("tenant_admin", where), through(null))?.role_rank).toBe("tenant_admin")
  expect(cutTo(access("admin", "org_a"), through(null))?.role_rank).toBe("admin")
  expect(cutTo(access("admin", "org_b"), through(null))).toBeNull()
})

test("never another tenant, and never a super admin", () => {
  for (const own of [null, "org_a"]) {
    expect(cutTo(access("tenant_admin", "org_a", { tenantId: "ten_b" }), through(own))).toBeNull()
    expect(cutTo(access("super_admin", "org_a"), through(own))).toBeNull()
    expect(cutTo(access("super_admin", null), through(own))).toBeNull()
  }
})
