import { NewApi } from "../../lib/apis/schema"
import { createApi } from "../../lib/apis/service"
import { NewApplication } from "../../lib/applications/schema"
import { revokeSecret } from "../../lib/applications/secrets"
import { createApplication, deleteApplication, updateApplication } from "../../lib/applications/service"
import { findApplication } from "../../lib/applications/store"
import { AppError } from "../../lib/core/errors"
import { revokeMemberGrant, revokeOwnGrant } from "../../lib/grants/service"
import { enterApplication } from "../../lib/oidc/enter"
import { grantIdOf } from "../../lib/oidc/grant-id"
import { consumeRecord, storeRecord } from "../../lib/oidc/records"
import { updateOrganization } from "../../lib/organizations/service"
import type { Act } from "./act"
import type { Ending } from "./ending"
import { actorThrough, db, machineActor, me, ownerActor, personActor, type World } from "./world"

/** Uses a code or refresh token, as the engine does before it stores what follows. */
async function use(world: World, kind: "AuthorizationCode" | "RefreshToken"): Promise<void> {
  if (!(await consumeRecord(kind, world.tokens[kind]))) throw new AppError("token_expired")
}

/** What an application does for a person. */
export const ofApplications: readonly Act[] = [
  {
    name: "sign in to an application",
    traits: {},
    ground: ["first session", "open account", "membership", "organization", "tenant", "application"],
    begin: async (world) => {
      const caller = await me(world)
      const application = await findApplication(db(), world.applicationId)
      return async () => {
        const organizationId = world.ids.organization
        const entered =
          application && (await enterApplication(caller, application, { organizationId, scopes: [], offline: true }))
        if (!entered) throw new AppError("not_found")
        return entered
      }
    },
    made: ({ sessionId }: { sessionId: string }) => ({ sessions: [sessionId] }),
  },
  {
    name: "change the organization through an application",
    traits: {},
    ground: ["application session", "application", "membership", "role", "organization"],
    begin: async (world) => {
      const actor = await actorThrough(world, "organizations:write")
      return () => updateOrganization(actor, { name: "Changed" })
    },
  },
  {
    name: "change the organization as a machine",
    traits: {},
    ground: ["machine", "secret of the machine", "role", "organization"],
    begin: async (world) => {
      const actor = await machineActor(world, "organizations:write")
      return () => updateOrganization(actor, { name: "Changed" })
    },
  },
  {
    name: "redeem a code of an application",
    traits: {},
    ground: ["application session"],
    begin: async (world) => () => use(world, "AuthorizationCode"),
  },
  {
    name: "refresh a sign-in to an application",
    traits: {},
    ground: ["application session"],
    begin: async (world) => () => use(world, "RefreshToken"),
  },
  {
    name: "store a token of an application",
    traits: {},
    ground: ["application session"],
    begin: async (world) => async () => {
      const grantId = grantIdOf(world.person, world.sessions.application)
      const payload = { accountId: world.person, grantId }
      if (!(await storeRecord("RefreshToken", `${world.word} next`, payload, 60))) throw new AppError("token_expired")
    },
  },
  {
    name: "disconnect an application",
    traits: {},
    ground: ["first session", "grant"],
    begin: async (world) => {
      const caller = await me(world)
      return () => revokeOwnGrant(caller, world.grantId)
    },
  },
  {
    name: "disconnect an application from a member",
    traits: {},
    ground: ["first session", "membership", "role", "organization", "grant of the member"],
    begin: async (world) => {
      const actor = await personActor(world, "users:write")
      return () => revokeMemberGrant(actor, world.member, world.memberGrantId)
    },
  },
  {
    name: "create an application",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "applications:write", null)
      const input = NewApplication.parse({ name: "Shop", type: "spa", redirect_uris: ["https://shop.example.com/"] })
      return () => createApplication(actor, input)
    },
  },
  {
    name: "create an API",
    traits: { tenantAdmin: true },
    ground: ["first session", "tenant role", "tenant"],
    begin: async (world) => {
      const actor = await personActor(world, "tenant_admin", null)
      return () => createApi(actor, NewApi.parse({ name: "Orders" }))
    },
  },
]

/** What ends sign-ins to an application, for everyone or for one person. */
export const endingsOfApplications: readonly Ending[] = [
  {
    name: "application suspended",
    row: "application_suspended",
    kills: ["application session", "application"],
    begin: async (world) => {
      const actor = await ownerActor(world, "applications:write", null)
      return () => updateApplication(actor, world.applicationId, { status: "suspended" }, null)
    },
  },
  {
    name: "application deleted",
    row: "application_deleted",
    kills: ["application session", "application", "grant", "grant of the member"],
    begin: async (world) => {
      const actor = await ownerActor(world, "applications:write", null)
      return () => deleteApplication(actor, world.applicationId)
    },
  },
  {
    name: "machine suspended and reactivated, which its earlier tokens do not survive",
    row: null,
    kills: ["machine"],
    begin: async (world) => {
      const actor = await ownerActor(world, "applications:write")
      return async () => {
        await updateApplication(actor, world.machineId, { status: "suspended" }, null)
        await updateApplication(actor, world.machineId, { status: "active" }, null)
      }
    },
  },
  {
    name: "Nanostack's API taken from a machine",
    row: null,
    kills: ["machine"],
    begin: async (world) => {
      const actor = await ownerActor(world, "applications:write")
      return () => updateApplication(actor, world.machineId, { apis: [] }, null)
    },
  },
  {
    name: "secret of a machine revoked",
    row: null,
    kills: ["secret of the machine"],
    begin: async (world) => {
      const actor = await ownerActor(world, "applications:write")
      return () => revokeSecret(actor, world.machineId, world.machineSecretId)
    },
  },
  {
    name: "application disconnected from the person by an admin",
    row: "grant_revoked",
    needs: { inside: true, closed: false },
    why: "there is no grant in the organization",
    kills: ["application session", "grant"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:write")
      return () => revokeMemberGrant(actor, world.person, world.grantId)
    },
  },
]
