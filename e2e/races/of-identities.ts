import { signInWith } from "../../lib/auth/with-identity"
import { AppError } from "../../lib/core/errors"
import { linkReturned } from "../../lib/identities/link"
import { unlinkIdentity } from "../../lib/identities/service"
import type { Act } from "./act"
import type { Ending } from "./ending"
import { identityIssuer, me, type World } from "./world"

const found = ({ word, email }: World, subject = word) => ({
  ...{ provider: "acme", issuer: identityIssuer, subject, email, label: email },
})

/** Acts with accounts elsewhere. */
export const ofIdentities: readonly Act[] = [
  {
    name: "sign in by an account elsewhere",
    traits: {},
    ground: ["identity", "no factor", "open account"],
    begin: async (world) => async () => {
      const outcome = await signInWith(
        { ...found(world), owned: false, name: "Somebody" },
        { organizationId: null, returns: {} },
      )
      // Linked no longer: the person has to sign in by another way.
      if (outcome === "wait") throw new AppError("not_found")
      return outcome
    },
    made: ({ sessionId }: { sessionId: string }) => ({ sessions: [sessionId] }),
  },
  {
    name: "link an account elsewhere",
    traits: {},
    ground: ["first session"],
    begin: async (world) => {
      const caller = await me(world)
      return () => linkReturned(caller, found(world, `another ${world.word}`))
    },
    made: () => ({ identities: true }),
  },
  {
    name: "unlink an account elsewhere",
    traits: {},
    ground: ["first session", "identity"],
    begin: async (world) => {
      const caller = await me(world)
      return () => unlinkIdentity(caller, world.identityId, {})
    },
  },
]

/** Endings of accounts elsewhere. */
export const endingsOfIdentities: readonly Ending[] = [
  {
    name: "account elsewhere unlinked",
    row: "identity_unlinked",
    needs: { account: true, closed: false },
    why: "a closed account has no session to do it from",
    kills: ["identity", "challenge", "first session", "application session"],
    begin: async (world) => {
      const caller = await me(world, "two")
      return () => unlinkIdentity(caller, world.identityId, {})
    },
  },
]
