import sharp from "sharp"
import { withPassword } from "../../lib/accounts/password-proof"
import { rotateApiKey } from "../../lib/api-keys/rotate"
import { createApiKey, deleteApiKey } from "../../lib/api-keys/service"
import { resetPassword } from "../../lib/auth/password"
import { register } from "../../lib/auth/register"
import { sendResetLink } from "../../lib/auth/reset-link"
import { answerChallenge } from "../../lib/auth/second-factor"
import { signIn } from "../../lib/auth/service"
import { refresh, tokenPair } from "../../lib/auth/tokens"
import { verifyEmail } from "../../lib/auth/verification"
import { currentRequest, withRequest } from "../../lib/core/context"
import { isAppError } from "../../lib/core/errors"
import { acceptInvite } from "../../lib/invites/accept"
import { copyInviteLink } from "../../lib/invites/copy-link"
import { createInvite, createUser } from "../../lib/invites/offer"
import { resendInvite } from "../../lib/invites/resend"
import { revokeInvite } from "../../lib/invites/service"
import { createTenant } from "../../lib/memberships/create-tenant"
import { joinOrganization } from "../../lib/memberships/join"
import { removeMember, removeUser } from "../../lib/memberships/remove"
import { restoreMember } from "../../lib/memberships/restore"
import { endMemberSessions } from "../../lib/memberships/sign-in"
import { updateMember } from "../../lib/memberships/update"
import { suspendOrganization } from "../../lib/organizations/lifecycle"
import { setLogo } from "../../lib/organizations/logo"
import { createOrganization, deleteOrganization, updateOrganization } from "../../lib/organizations/service"
import { deleteRole } from "../../lib/roles/delete"
import { createRole, updateRole } from "../../lib/roles/write"
import { removeSecondFactor } from "../../lib/second-factor/service"
import { confirmSecondFactor } from "../../lib/second-factor/set-up"
import { endOtherSessions, endOwnSession } from "../../lib/sessions/me"
import type { SignIn } from "../../lib/sessions/service"
import { renewProof } from "../../lib/sessions/service"
import { nameTenantAdmin, removeTenantAdmin } from "../../lib/tenants/admins"
import { closeOwnAccount } from "../../lib/users/close"
import { cancelEmailChange, requestEmailChange } from "../../lib/users/email"
import { changePassword } from "../../lib/users/password"
import { setPicture } from "../../lib/users/picture"
import { updateMe } from "../../lib/users/update-me"
import type { Act, Made } from "./act"
import { ofApplications } from "./of-applications"
import { ofCodes, showPassword } from "./of-codes"
import { ofIdentities } from "./of-identities"
import { ofPasskeys } from "./of-passkeys"
import { code, keyActor, me, ownerActor, ownRole, passwords, personActor, type World } from "./world"

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "#0b6450" } })
  .png()
  .toBuffer()

const role = { name: "Another", description: null, permissions: ["billing:read"], based_on: "member" as const }

const session = ({ sessionId }: SignIn): Made => ({ sessions: [sessionId] })
const password = ({ email }: World) => ({ email, password: passwords.old })

/** The tenant's owner adds a user to an organization that the person has no access to. */
async function entering(world: World, email: string) {
  const organization_id = world.ids.closing
  const actor = await ownerActor(world, "users:write", organization_id)
  return () => createUser(actor, { email, name: "Entered", role: "member", organization_id, send_invite: true })
}

/** Acts of the matrix: everything that requires a proof which something else can end. */
export const acts: readonly Act[] = [
  {
    name: "sign in by password",
    traits: {},
    ground: ["password", "address", "no factor", "open account"],
    comparesPassword: true,
    begin: async (world) => () => signIn(password(world), "api"),
    made: session,
  },
  {
    name: "sign in by password to an unverified account",
    traits: { verified: false },
    ground: ["password", "address", "open account"],
    comparesPassword: true,
    begin: async (world) => () => signIn(password(world), "browser"),
    made: session,
  },
  showPassword("show the password where two-factor authentication is on", { factor: true }),
  {
    name: "sign in in a remembered browser",
    traits: { factor: true },
    ground: ["password", "address", "open account", "remembered browser"],
    comparesPassword: true,
    begin: async (world) => () =>
      withRequest({ ...currentRequest(), remembered: world.tokens.device }, () => signIn(password(world), "browser")),
    made: session,
  },
  {
    name: "sign in to the organization",
    traits: {},
    ground: ["password", "address", "no factor", "open account", "membership", "organization"],
    comparesPassword: true,
    begin: async (world) => () => signIn({ ...password(world), organization_id: world.ids.organization }, "api"),
    made: session,
    opensNothing: (result: SignIn) => tokenPair(result).then(() => false, isAppError),
  },
  {
    name: "answer a challenge",
    traits: { factor: true },
    ground: ["challenge", "open account"],
    begin:
      async ({ tokens }) =>
      () =>
        answerChallenge({ challenge: tokens.challenge, code: code(1), remember: true }, "api"),
    made: session,
  },
  {
    name: "refresh",
    traits: {},
    ground: ["api session"],
    begin:
      async ({ tokens }) =>
      () =>
        refresh({ refresh_token: tokens.refresh }),
  },
  {
    name: "refresh of an unverified account",
    traits: { verified: false },
    ground: ["api session"],
    begin:
      async ({ tokens }) =>
      () =>
        refresh({ refresh_token: tokens.refresh }),
  },
  {
    name: "switch",
    traits: {},
    ground: ["api session"],
    begin:
      async ({ tokens, ids }) =>
      () =>
        refresh({ refresh_token: tokens.refresh, organization_id: ids.other }),
  },
  {
    name: "change the password",
    traits: {},
    ground: ["first session", "password"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      return () => changePassword(caller, { current_password: passwords.old, new_password: passwords.next })
    },
  },
  {
    name: "change the password of an unverified account",
    traits: { verified: false },
    ground: ["first session", "password"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      return () => changePassword(caller, { current_password: passwords.old, new_password: passwords.next })
    },
  },
  {
    name: "reset the password",
    traits: {},
    ground: ["reset link"],
    begin:
      async ({ tokens }) =>
      () =>
        resetPassword({ token: tokens.reset, new_password: passwords.reset }),
    made: () => ({ links: true }),
  },
  {
    name: "reset the password of a closed account",
    traits: { closed: true },
    ground: ["reset link"],
    begin:
      async ({ tokens }) =>
      () =>
        resetPassword({ token: tokens.reset, new_password: passwords.reset }),
    made: () => ({ links: true }),
  },
  {
    name: "request a change of address",
    traits: {},
    ground: ["first session", "password", "address"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      const email = `other.${world.newEmail}`
      return () => requestEmailChange(caller, { email, password: passwords.old })
    },
    made: () => ({ links: true }),
  },
  {
    name: "request a change of an unverified address",
    traits: { verified: false },
    ground: ["first session", "password", "address"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      const email = `other.${world.newEmail}`
      return () => requestEmailChange(caller, { email, password: passwords.old })
    },
    made: () => ({ links: true }),
  },
  {
    name: "confirm a change of address",
    traits: {},
    ground: ["change link", "free address"],
    begin:
      async ({ tokens }) =>
      () =>
        verifyEmail(tokens.change),
  },
  {
    name: "confirm a change of an unverified address",
    traits: { verified: false },
    ground: ["change link", "free address"],
    begin:
      async ({ tokens }) =>
      () =>
        verifyEmail(tokens.change),
  },
  {
    name: "confirm a change to an address that an organization entered",
    traits: { offered: true },
    ground: ["change link", "free address"],
    begin:
      async ({ tokens }) =>
      () =>
        verifyEmail(tokens.change),
  },
  {
    name: "verify the address",
    traits: { verified: false },
    ground: ["verification link"],
    begin:
      async ({ tokens }) =>
      () =>
        verifyEmail(tokens.verify),
  },
  {
    name: "accept an invite of the person as somebody new",
    traits: {},
    ground: ["invite of the person", "organization"],
    begin:
      async ({ tokens }) =>
      () =>
        acceptInvite(tokens.made, { name: "New", password: passwords.next }, null, "api"),
  },
  {
    name: "accept an invite to an unverified account",
    traits: { verified: false, inside: false },
    ground: ["invite", "organization", "unproved account"],
    begin:
      async ({ tokens }) =>
      () =>
        acceptInvite(tokens.invite, { name: "Owner", password: passwords.next }, null, "api"),
    made: (result: SignIn) => ({ ...session(result), owner: true }),
  },
  {
    name: "accept an invite to a closed unverified account",
    traits: { verified: false, closed: true, inside: false },
    ground: ["invite", "organization", "unproved account"],
    begin:
      async ({ tokens }) =>
      () =>
        acceptInvite(tokens.invite, { name: "Owner", password: passwords.next }, null, "api"),
    made: (result: SignIn) => ({ ...session(result), owner: true }),
  },
  {
    name: "accept an invite as the signed-in person",
    traits: { inside: false },
    ground: ["invite", "first session", "address", "organization"],
    begin: async (world) => {
      const caller = await me(world)
      return () => acceptInvite(world.tokens.invite, {}, caller, "api")
    },
    made: session,
  },
  {
    name: "join",
    traits: { inside: false },
    ground: ["first session", "tenant"],
    begin: async (world) => {
      const caller = await me(world)
      return () => joinOrganization(caller, world.ids.open)
    },
  },
  {
    name: "show the password again before what is dangerous",
    traits: {},
    ground: ["first session", "password"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      return () => withPassword(caller, passwords.old, {}, (tx) => renewProof(tx, caller.userId, caller.sessionId))
    },
  },
  {
    name: "change the profile",
    traits: {},
    ground: ["first session"],
    begin: async (world) => {
      const caller = await me(world)
      return () => updateMe(caller, { bio: "changed" })
    },
  },
  {
    name: "upload a picture",
    traits: {},
    ground: ["first session"],
    begin: async (world) => {
      const [caller, image] = [await me(world), await picture]
      return () => setPicture(caller, image)
    },
  },
  {
    name: "cancel a change of address",
    traits: {},
    ground: ["first session"],
    begin: async (world) => {
      const caller = await me(world)
      return () => cancelEmailChange(caller)
    },
  },
  {
    name: "create an invite",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "rank"],
    begin: async (world) => {
      const actor = await personActor(world, "invites:write")
      return () => createInvite(actor, { email: `x.${world.invited}`, role: "admin", expires_in_days: 7 })
    },
    made: ({ id }: { id: string }) => ({ invites: [id] }),
  },
  {
    name: "create a user",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "rank"],
    begin: async (world) => {
      const actor = await personActor(world, "users:write")
      const organization_id = world.ids.organization
      const input = {
        email: `y.${world.invited}`,
        name: "Y",
        role: "admin" as const,
        organization_id,
        send_invite: true,
      }
      return () => createUser(actor, input)
    },
    made: (_: unknown, { invited }) => ({ emails: [`y.${invited}`] }),
  },
  {
    name: "create a user at the person's address",
    traits: {},
    ground: ["tenant"],
    begin: (world) => entering(world, world.email),
  },
  {
    name: "create a user at the address that the person changes to",
    traits: {},
    ground: ["tenant"],
    begin: (world) => entering(world, world.newEmail),
  },
  {
    name: "create a user at such an address that another organization entered",
    traits: { offered: true },
    ground: ["tenant"],
    begin: (world) => entering(world, world.newEmail),
  },
  {
    name: "invite somebody whose account is closed",
    traits: { closed: true },
    ground: ["organization", "not a member"],
    begin: async (world) => {
      const actor = await ownerActor(world, "invites:write")
      return () => createInvite(actor, { email: world.email, role: "member", expires_in_days: 7 })
    },
    made: ({ id }: { id: string }) => ({ invites: [id] }),
  },
  {
    name: "resend an invite",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "invite of the person", "rank"],
    begin: async (world) => {
      const actor = await personActor(world, "invites:write")
      return () => resendInvite(actor, world.madeId)
    },
  },
  {
    name: "copy the link of an invite",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "invite of the person", "rank"],
    begin: async (world) => {
      const actor = await personActor(world, "invites:write")
      return () => copyInviteLink(actor, world.madeId)
    },
  },
  {
    name: "create an invite by API key",
    traits: {},
    ground: ["key", "secret of the key", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await keyActor(world, "invites:write")
      return () => createInvite(actor, { email: `z.${world.invited}`, role: "member", expires_in_days: 7 })
    },
    made: ({ id }: { id: string }) => ({ invites: [id] }),
  },
  {
    name: "create an API key",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "api_keys:write")
      return () => createApiKey(actor, { name: "New", role: "member", permissions: ["users:read"], tenant_wide: false })
    },
    made: ({ id }: { id: string }) => ({ keys: [id] }),
  },
  {
    name: "create an API key for the whole tenant",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "organization", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "api_keys:write")
      return () => createApiKey(actor, { name: "New", role: "member", permissions: ["users:read"], tenant_wide: true })
    },
    made: ({ id }: { id: string }) => ({ keys: [id] }),
  },
  {
    name: "rotate an API key",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "key"],
    begin: async (world) => {
      const actor = await personActor(world, "api_keys:write")
      return () => rotateApiKey(actor, world.keyId, { overlap_seconds: 0 })
    },
    made: ({ id }: { id: string }) => ({ keys: [id] }),
  },
  {
    name: "change a role",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "rank"],
    begin: async (world) => {
      const actor = await personActor(world, "users:write")
      return () => updateMember(actor, world.member, { role: "admin" })
    },
  },
  {
    name: "set one's own status",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "users:write")
      return () => updateMember(actor, world.person, { status: "active" })
    },
  },
  {
    name: "restore a removed member",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "rank", "removed membership"],
    begin: async (world) => {
      const actor = await personActor(world, "users:delete")
      return () => restoreMember(actor, world.removed)
    },
  },
  {
    name: "create an organization",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "tenant_admin", null)
      return () => createOrganization(actor, { name: "New" })
    },
  },
  {
    name: "close the account",
    traits: {},
    ground: ["first session", "password"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      return () => closeOwnAccount(caller, passwords.old)
    },
  },
  {
    name: "restore the account by signing in",
    traits: { closed: true },
    ground: ["password", "address", "no factor"],
    comparesPassword: true,
    begin: async (world) => () => signIn(password(world), "api"),
    made: session,
  },
  {
    name: "revoke an invite",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "invite of the person", "rank"],
    begin: async (world) => {
      const actor = await personActor(world, "invites:write")
      return () => revokeInvite(actor, world.madeId)
    },
  },
  {
    name: "remove a member",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "users:delete")
      return () => removeMember(actor, world.member)
    },
  },
  {
    name: "remove somebody whose account is closed",
    traits: { closed: true },
    ground: ["organization"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:delete")
      return () => removeMember(actor, world.person)
    },
  },
  {
    name: "remove a user",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "users:delete")
      return () => removeUser(actor, world.member)
    },
  },
  {
    name: "leave the organization",
    traits: {},
    ground: ["first session", "own membership", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "organizations:read")
      return () => removeMember(actor as never, world.person)
    },
  },
  {
    name: "send a member a link for a new password",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "users:write")
      return () => sendResetLink(actor, world.member)
    },
  },
  {
    name: "send the person a link for a new password",
    traits: {},
    ground: ["row of the membership", "organization"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:write")
      return () => sendResetLink(actor, world.person)
    },
    made: () => ({ links: true }),
  },
  {
    name: "end the sessions of a member",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "users:write")
      return () => endMemberSessions(actor, world.member)
    },
  },
  {
    name: "delete an API key",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "key"],
    begin: async (world) => {
      const actor = await personActor(world, "api_keys:write")
      return () => deleteApiKey(actor, world.keyId)
    },
  },
  {
    name: "change the organization",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "organizations:write")
      return () => updateOrganization(actor, { name: "Changed" })
    },
  },
  {
    name: "upload the organization's logo",
    traits: {},
    ground: ["first session", "membership", "role", "organization"],
    begin: async (world) => {
      const [actor, image] = [await personActor(world, "organizations:write"), await picture]
      return () => setLogo(actor, image)
    },
  },
  {
    name: "suspend another organization",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "tenant_admin", null)
      return () => suspendOrganization(actor, world.ids.closing)
    },
  },
  {
    name: "delete another organization",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "tenant_admin", world.ids.closing)
      return () => deleteOrganization(actor)
    },
  },
  {
    name: "create a role",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "roles:write", null)
      return () => createRole(actor, { ...role, key: "another" })
    },
  },
  {
    name: "change the permissions of a role",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "roles:write", null)
      return () => updateRole(actor, ownRole, { permissions: role.permissions }, 1)
    },
  },
  {
    name: "delete a role",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "roles:write", null)
      return () => deleteRole(actor, ownRole, undefined)
    },
  },
  {
    name: "name a tenant admin",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant", "organization"],
    begin: async (world) => {
      const actor = await personActor(world, "tenant_admin", null)
      return () => nameTenantAdmin(actor, world.member)
    },
  },
  {
    name: "remove a tenant admin",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "tenant_admin", null)
      return () => removeTenantAdmin(actor, world.owner)
    },
  },
  {
    name: "create a tenant",
    traits: {},
    ground: ["first session"],
    begin: async (world) => {
      const caller = await me(world)
      return () => createTenant(caller, { name: "Another" })
    },
  },
  {
    name: "end one's other session",
    traits: {},
    ground: ["first session", "api session"],
    begin: async (world) => {
      const caller = await me(world)
      return () => endOwnSession(caller, world.sessions.api)
    },
  },
  {
    name: "end one's other sessions",
    traits: {},
    ground: ["first session"],
    begin: async (world) => {
      const caller = await me(world)
      return () => endOtherSessions(caller)
    },
  },
  {
    name: "turn two-factor authentication on",
    traits: {},
    ground: ["first session", "no factor"],
    begin: async (world) => {
      const caller = await me(world)
      return () => confirmSecondFactor(caller, code(1))
    },
  },
  {
    name: "turn two-factor authentication off",
    traits: { factor: true },
    ground: ["first session", "password"],
    comparesPassword: true,
    begin: async (world) => {
      const caller = await me(world)
      return () => removeSecondFactor(caller, passwords.old)
    },
  },
  {
    name: "register in an organization with open sign-up",
    traits: {},
    ground: ["tenant"],
    begin: async (world) => () =>
      register(
        { email: `r.${world.invited}`, password: passwords.next, name: "R", organization_id: world.ids.open },
        "api",
      ),
  },
  ...ofApplications,
  ...ofIdentities,
  ...ofCodes,
  ...ofPasskeys,
]
