import { findApplication } from "../../lib/applications/store"
import { AppError } from "../../lib/core/errors"
import { enterApplication } from "../../lib/oidc/enter"
import { grantIdOf } from "../../lib/oidc/grant-id"
import { consumeRecord, storeRecord } from "../../lib/oidc/records"
import type { Act } from "./act"
import { db, me, type World } from "./world"

/** Uses a code or refresh token, and stores what follows it, as the engine does. */
async function use(world: World, kind: "AuthorizationCode" | "RefreshToken"): Promise<void> {
  const grantId = grantIdOf(world.person, world.sessions.application)
  const stored =
    (await consumeRecord(kind, world.tokens[kind])) &&
    (await storeRecord("RefreshToken", `${world.word} next`, { accountId: world.person, grantId }, 60))
  if (!stored) throw new AppError("token_expired")
}

/**
 * What an application does for a person. A machine's tokens are not among them: nothing that it does is written, and
 * its access is read with each request.
 */
export const ofApplications: readonly Act[] = [
  {
    name: "sign in to an application",
    traits: {},
    ground: ["first session", "open account", "membership", "organization", "tenant"],
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
]
