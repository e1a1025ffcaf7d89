import { signInWith } from "../../lib/auth/with-identity"
import { AppError } from "../../lib/core/errors"
import { linkReturned } from "../../lib/identities/link"
import { unlinkIdentity } from "../../lib/identities/service"
import type { SignIn } from "../../lib/sessions/service"
import type { Act } from "./act"
import type { Ending } from "./ending"
import { identityIssuer, me, type World } from "./world"

const found = ({ word, email }: World, subject = word) => ({
  ...{ provider: "acme", issuer: identityIssuer, subject, email, label: email },
})

/** Signs in with an account elsewhere. One that opens nothing of the person's counts as refused. */
async function enter(world: World, subject: string, owned: boolean): Promise<SignIn> {
  const person = { ...found(world, subject), owned, name: "Owner" }
  const outcome = await signInWith(person, { organizationId: null, returns: {} })
  if (outcome === "wait" || outcome.userId !== world.person) throw new AppError("not_found")
  return outcome
}

const session = ({ sessionId }: SignIn) => ({ sessions: [sessionId] })

/** Acts with accounts elsewhere. */
export const ofIdentities: readonly Act[] = [
  {
    name: "sign in by an account elsewhere",
    traits: {},
    ground: ["identity", "no factor", "open account"],
    begin: async (world) => () => enter(world, world.word, false),
    made: session,
  },
  {
    name: "sign in by an account elsewhere to an unverified account",
    traits: { verified: false },
    ground: ["identity", "no factor", "open account"],
    begin: async (world) => () => enter(world, world.word, false),
    made: session,
  },
  {
    name: "sign in by an account elsewhere whose issuer proves the address",
    traits: {},
    ground: ["address", "no factor", "open account"],
    begin: async (world) => () => enter(world, `proved ${world.word}`, true),
    made: (signedIn: SignIn) => ({ ...session(signedIn), identities: true }),
  },
  {
    name: "take an unverified account over by an account elsewhere",
    traits: { verified: false, inside: false },
    ground: ["address", "open account"],
    begin: async (world) => () => enter(world, `proved ${world.word}`, true),
    made: (signedIn: SignIn) => ({ ...session(signedIn), identities: true, owner: true, withoutPassword: true }),
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
