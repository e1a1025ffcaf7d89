import { lockAccount } from "../../lib/accounts/store"
import { rotateApiKey } from "../../lib/api-keys/rotate"
import { deleteApiKey } from "../../lib/api-keys/service"
import { resetPassword } from "../../lib/auth/password"
import { register } from "../../lib/auth/register"
import { signIn, signOut } from "../../lib/auth/service"
import { refuseVerification, verifyEmail } from "../../lib/auth/verification"
import { permissions } from "../../lib/core/identity/permissions"
import { end } from "../../lib/endings/end"
import { expireMemberships } from "../../lib/memberships/expire"
import { removeMember, removeUser } from "../../lib/memberships/remove"
import { endMemberSessions } from "../../lib/memberships/sign-in"
import { updateMember } from "../../lib/memberships/update"
import { setTenantDeleted } from "../../lib/operator/tenants"
import { restoreOrganization, resumeOrganization, suspendOrganization } from "../../lib/organizations/lifecycle"
import { deleteOrganization } from "../../lib/organizations/service"
import { deleteRole } from "../../lib/roles/delete"
import { updateRole } from "../../lib/roles/write"
import { removeSecondFactor } from "../../lib/second-factor/service"
import { beginSecondFactor, confirmSecondFactor } from "../../lib/second-factor/set-up"
import { endOtherSessions } from "../../lib/sessions/me"
import { removeTenantAdmin } from "../../lib/tenants/admins"
import { closeOwnAccount } from "../../lib/users/close"
import { changePassword } from "../../lib/users/password"
import { transaction } from "../database"
import type { Ground } from "./act"
import type { Ending } from "./ending"
import { endingsOfApplications } from "./of-applications"
import { endingsOfIdentities } from "./of-identities"
import { endingsOfPasskeys } from "./of-passkeys"
import { ofTheRemoved } from "./of-the-removed"
import { code, db, me, ownerActor, ownRole, passwords } from "./world"

const links: Ground[] = ["reset link", "change link", "verification link"]
const sessions: Ground[] = ["first session", "api session", "application session"]
const made: Ground[] = ["key", "invite of the person"]
const there: Ground[] = ["membership", "role", "key", "machine", "invite of the person", "application session"]
const gone: Ground[] = [...there, "own membership"]
const ended: Ground[] = [...gone, "row of the membership", "grant"]

/** Endings of the matrix: the rows of the table, each with the person who does it. */
export const rows: readonly Ending[] = [
  {
    name: "sign out",
    row: "sign_out",
    needs: { account: true, closed: false },
    why: "a closed account has no session to end",
    kills: ["first session", "application session"],
    begin: async (world) => () => signOut({ userId: world.person, sessionId: world.sessions.one }),
  },
  {
    name: "sign out everywhere else",
    row: "other_sessions_ended",
    needs: { account: true, closed: false },
    why: "a closed account has no session to do it from",
    kills: ["remembered browser", ...sessions, "challenge"],
    begin: async (world) => {
      const caller = await me(world, "two")
      return () => endOtherSessions(caller)
    },
  },
  {
    name: "password changed",
    row: "password_changed",
    needs: { closed: false },
    why: "a closed account has no session to do it from",
    kills: [...sessions, "password", "challenge", "reset link", "change link"],
    begin: async (world) => {
      const caller = await me(world, "two")
      return () => changePassword(caller, { current_password: passwords.old, new_password: passwords.next })
    },
    opensWith: passwords.next,
  },
  {
    name: "password changed in the same session",
    row: "password_changed",
    needs: { closed: false },
    why: "a closed account has no session to do it from",
    kills: ["api session", "application session", "password", "challenge", "reset link", "change link"],
    begin: async (world) => {
      // The act's session continues: only the password has ended.
      const { one, two } = world.sessions
      Object.assign(world.sessions, { one: two, two: one })
      const caller = await me(world, "two")
      return () => changePassword(caller, { current_password: passwords.old, new_password: passwords.next })
    },
    opensWith: passwords.next,
  },
  {
    name: "password reset",
    row: "password_reset",
    needs: { verified: true },
    why: "the reset of an unverified account is a take-over",
    kills: [...sessions, "password", "challenge", "not a member", ...links],
    begin: async (world) => () => resetPassword({ token: world.tokens.reset, new_password: passwords.next }),
    opensWith: passwords.next,
  },
  {
    name: "taken over by a reset",
    row: "taken_over",
    needs: { verified: false },
    why: "a verified account is not taken over",
    kills: [...sessions, "password", "challenge", "unproved account", "identity", ...links, ...ended],
    begin: async (world) => () => resetPassword({ token: world.tokens.reset, new_password: passwords.next }),
    // Once verified, an account belongs to its holder.
    after: { "verify the address": "password_reset" },
    opensWith: passwords.next,
  },
  {
    name: "registration refused by the owner of the address",
    row: "taken_over",
    needs: { verified: false, closed: false },
    why: "only an open, unverified account can be refused",
    kills: [...sessions, "password", "challenge", "open account", "identity", ...links, ...ended],
    begin: async (world) => () => refuseVerification(world.tokens.verify),
  },
  {
    name: "address changed",
    row: "email_changed",
    needs: { closed: false },
    why: "the address of a closed account does not change",
    kills: [...sessions, "address", "challenge", ...links],
    begin: async (world) => () => verifyEmail(world.tokens.change),
  },
  {
    name: "registration of the address that the person changes to",
    row: null,
    kills: ["free address"],
    begin:
      async ({ newEmail }) =>
      () =>
        register({ email: newEmail, password: passwords.reset, name: "Holder" }, "api"),
  },
  {
    name: "account restored",
    row: "account_restored",
    needs: { closed: true, factor: false },
    why: "only a closed account comes back",
    kills: ["not a member"],
    begin:
      async ({ email }) =>
      () =>
        signIn({ email, password: passwords.old }, "browser"),
  },
  {
    name: "account closed",
    row: "account_closed",
    needs: { closed: false },
    why: "it is closed already",
    kills: [...sessions, "challenge", "open account", ...links, ...ended, "tenant role"],
    begin: async (world) => {
      const caller = await me(world, "two")
      return () => closeOwnAccount(caller, passwords.old)
    },
  },
  {
    name: "membership removed",
    row: "membership_ended",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no membership to end",
    kills: ended,
    begin: async (world) => {
      const actor = await ownerActor(world, "users:delete")
      return () => removeMember(actor, world.person)
    },
  },
  {
    name: "user removed from the tenant, and the account closed with it",
    row: "account_closed",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no membership to end",
    kills: [...sessions, "challenge", "open account", ...links, ...ended],
    // An admin of another tenant keeps the account.
    after: { "create a tenant": "membership_ended" },
    begin: async (world) => {
      const actor = await ownerActor(world, "users:delete", null)
      return () => removeUser(actor, world.person)
    },
  },
  {
    name: "membership expired",
    row: "membership_expired",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no membership to expire",
    kills: [...there, "grant"],
    begin: async (world) => {
      const { tenantId, ids, person } = world
      return async () => {
        await db().$executeRaw`
          UPDATE memberships SET expires_at = clock_timestamp() WHERE tenant_id = ${tenantId} AND organization_id = ${ids.organization} AND user_id = ${person}`
        await expireMemberships({ tenantId, organizationId: ids.organization })
      }
    },
  },
  {
    name: "membership suspended",
    row: "membership_suspended",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no membership to suspend",
    kills: gone,
    begin: async (world) => {
      const actor = await ownerActor(world, "users:write")
      return () => updateMember(actor, world.person, { status: "suspended" })
    },
  },
  {
    name: "role reduced",
    row: "rights_reduced",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no role to reduce",
    kills: ["role"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:write")
      return () => updateMember(actor, world.person, { role: "guest" })
    },
  },
  {
    name: "rank reduced, permissions kept",
    row: "rights_reduced",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no role to reduce",
    kills: ["rank"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:write")
      return () => updateMember(actor, world.person, { role: "member", permissions: [...permissions] })
    },
  },
  {
    name: "permissions taken from a role of the tenant's own",
    row: "role_changed",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no membership with the role",
    kills: ["role", "rank"],
    begin: async (world) => {
      const actor = await ownerActor(world, "roles:write", null)
      return () => updateRole(actor, ownRole, { permissions: ["organizations:read"] }, 1)
    },
  },
  {
    name: "role of the tenant's own deleted",
    row: "role_deleted",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no membership with the role",
    kills: ["role", "rank"],
    begin: async (world) => {
      const actor = await ownerActor(world, "roles:write", null)
      return () => deleteRole(actor, ownRole, "guest")
    },
  },
  {
    name: "sessions ended by an admin",
    row: "sessions_ended_by_admin",
    needs: { inside: true, tenantAdmin: false, closed: false },
    why: "there is no session in the organization",
    kills: ["api session", "application session"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:write")
      return () => endMemberSessions(actor, world.person)
    },
  },
  ...ofTheRemoved,
  ...endingsOfIdentities,
  ...endingsOfApplications,
  ...endingsOfPasskeys,
  {
    name: "tenant admin removed",
    row: "tenant_admin_removed",
    needs: { tenantAdmin: true },
    why: "the person does not administer the tenant",
    kills: ["tenant role", "key", "invite of the person"],
    begin: async (world) => {
      const actor = await ownerActor(world, "tenant_admin", null)
      return () => removeTenantAdmin(actor, world.person)
    },
  },
  {
    name: "organization suspended",
    row: "organization_suspended",
    kills: ["organization", "key", "application session"],
    begin: async (world) => {
      const actor = await ownerActor(world, "tenant_admin", null)
      return () => suspendOrganization(actor, world.ids.organization)
    },
  },
  {
    name: "organization suspended and resumed",
    row: "organization_restored",
    kills: ["machine", "application session"],
    begin: async (world) => {
      const actor = await ownerActor(world, "tenant_admin", null)
      return async () => {
        await suspendOrganization(actor, world.ids.organization)
        await resumeOrganization(actor, world.ids.organization)
      }
    },
  },
  {
    name: "organization deleted",
    row: "organization_deleted",
    kills: [
      "organization",
      "key",
      "invite of the person",
      "api session",
      "application session",
      "grant",
      "grant of the member",
    ],
    begin: async (world) => {
      const actor = await ownerActor(world, "tenant_admin")
      return () => deleteOrganization(actor)
    },
  },
  {
    name: "organization deleted and restored",
    row: "organization_deleted",
    kills: [
      "machine",
      "key",
      "invite of the person",
      "api session",
      "application session",
      "invite",
      "grant",
      "grant of the member",
    ],
    begin: async (world) => {
      const [actor, tenant] = [await ownerActor(world, "tenant_admin"), await ownerActor(world, "tenant_admin", null)]
      return async () => {
        await deleteOrganization(actor)
        await restoreOrganization(tenant, world.ids.organization)
      }
    },
  },
  {
    name: "tenant deleted",
    row: "tenant_deleted",
    kills: [
      ...made,
      "organization",
      "tenant",
      "invite",
      "api session",
      "application session",
      "tenant role",
      "grant",
      "grant of the member",
    ],
    begin: async (world) => () => setTenantDeleted(world.tenantId, true),
  },
  {
    name: "tenant deleted and restored",
    row: "tenant_deleted",
    kills: [
      "machine",
      "key",
      "invite",
      "invite of the person",
      "api session",
      "application session",
      "grant",
      "grant of the member",
    ],
    begin: async (world) => async () => {
      await setTenantDeleted(world.tenantId, true)
      await setTenantDeleted(world.tenantId, false)
    },
  },
  {
    name: "two-factor authentication turned on",
    row: "two_factor_changed",
    needs: { verified: true, factor: false, closed: false },
    why: "it needs an open, verified account, and is on already or cannot be",
    kills: ["no factor", "challenge"],
    begin: async (world) => {
      const caller = await me(world, "one")
      await beginSecondFactor(caller)
      return () => confirmSecondFactor(caller, code(0))
    },
  },
  {
    name: "two-factor authentication turned off",
    row: "two_factor_changed",
    needs: { factor: true, closed: false },
    why: "it is off",
    kills: ["challenge"],
    begin: async (world) => {
      const caller = await me(world, "two")
      return () => removeSecondFactor(caller, passwords.old)
    },
  },
  {
    name: "factors reset by the operator",
    row: "factors_reset",
    needs: { verified: true },
    why: "an unverified account has none",
    kills: [...sessions, "remembered browser", "challenge", "no factor", "passkey", "passkey proof", "identity"],
    begin: async (world) => () =>
      transaction(async (tx) => {
        await lockAccount(tx, world.person)
        await end(tx, "factors_reset", { userIds: [world.person] })
      }),
  },
  {
    name: "API key revoked",
    row: "api_key_revoked",
    kills: ["key", "secret of the key"],
    begin: async (world) => {
      const actor = await ownerActor(world, "api_keys:write")
      return () => deleteApiKey(actor, world.keyId)
    },
  },
  {
    name: "API key rotated without an overlap",
    row: "api_key_rotated",
    kills: ["secret of the key"],
    begin: async (world) => {
      const actor = await ownerActor(world, "api_keys:write")
      return () => rotateApiKey(actor, world.keyId, { overlap_seconds: 0 })
    },
  },
]
