import { env } from "../../lib/core/env"
import { passkeyOptions, registrationOptions } from "../../lib/passkeys/options"
import { proveByPasskey } from "../../lib/passkeys/proof"
import { registerPasskey } from "../../lib/passkeys/register"
import { AuthenticationResponse, RegistrationResponse } from "../../lib/passkeys/schema"
import { removePasskey } from "../../lib/passkeys/service"
import { signInByPasskey } from "../../lib/passkeys/sign-in"
import type { SignIn } from "../../lib/sessions/service"
import { type Authenticator, authenticator, type Options } from "../authenticator"
import type { Act } from "./act"
import type { Ending } from "./ending"
import { me, type World } from "./world"

const site = () => ({ origin: env().PUBLIC_URL, rpId: String(env().RP_ID) })

/** The response of the person's passkey to options. */
const signed = ({ passkey }: { passkey: Authenticator }, options: object) =>
  AuthenticationResponse.parse(passkey.get(options as Options, site()))

async function signingIn(world: World) {
  const { challenge, options } = await passkeyOptions("sign_in", async () => null)
  const response = signed(world, options)
  return () => signInByPasskey({ purpose: "sign_in", challenge, response }, "browser")
}

const session = ({ sessionId }: SignIn) => ({ sessions: [sessionId] })

/** What passkeys do by a proof that something else can end. */
export const ofPasskeys: readonly Act[] = [
  {
    name: "sign in by passkey",
    traits: {},
    ground: ["passkey", "open account"],
    begin: signingIn,
    made: session,
  },
  {
    name: "sign in by passkey where two-factor authentication is on",
    traits: { factor: true },
    ground: ["passkey", "open account"],
    begin: signingIn,
    made: session,
  },
  {
    name: "add a passkey",
    traits: {},
    ground: ["first session", "challenge"],
    begin: async (world) => {
      const caller = await me(world)
      const { challenge, options } = await registrationOptions(caller, {})
      const response = RegistrationResponse.parse(authenticator().create(options as Options, site()))
      return () => registerPasskey(caller, { challenge, response })
    },
  },
  {
    name: "remove a passkey",
    traits: {},
    ground: ["first session", "passkey"],
    begin: async (world) => {
      const caller = await me(world)
      return () => removePasskey(caller, world.passkeyId, {})
    },
  },
  {
    name: "prove by passkey",
    traits: {},
    ground: ["first session", "challenge", "passkey proof", "passkey"],
    begin: async (world) => {
      const caller = await me(world)
      const { challenge, options } = await passkeyOptions("proof", async () => caller)
      const response = signed(world, options)
      return () => proveByPasskey(caller, { challenge, response })
    },
    made: () => ({ challenges: true }),
  },
]

export const endingsOfPasskeys: readonly Ending[] = [
  {
    name: "passkey removed",
    row: "passkey_removed",
    needs: { account: true, closed: false },
    why: "a closed account has no session to do it from",
    kills: ["passkey", "passkey proof", "api session"],
    begin: async (world) => {
      const caller = await me(world, "two")
      return () => removePasskey(caller, world.passkeyId, {})
    },
  },
]
