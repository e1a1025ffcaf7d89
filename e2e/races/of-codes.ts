import { readEmailCode, requestEmailCode } from "../../lib/auth/email-code"
import { signInByCode } from "../../lib/auth/email-code-sign-in"
import { codeOfLink, linksOf } from "../../lib/core/identity/mailed-codes"
import type { SignIn } from "../../lib/sessions/service"
import type { Act } from "./act"
import type { World } from "./world"

const answer = ({ tokens: { emailCode: challenge } }: World) => ({
  challenge,
  code: codeOfLink(linksOf(challenge)[0]),
})

/** Acts with codes that are emailed. */
export const ofCodes: readonly Act[] = [
  {
    name: "ask for a code",
    traits: {},
    ground: ["address"],
    begin:
      async ({ email }) =>
      () =>
        requestEmailCode({ email }),
    made: () => ({ challenges: true }),
    // It is for an address without an account.
    opensNothing: async ({ challenge }: { challenge: string }) => (await readEmailCode(challenge)).userId === null,
  },
  {
    name: "sign in by code",
    traits: {},
    ground: ["challenge", "address", "no factor", "open account"],
    begin: async (world) => () => signInByCode(answer(world), "api"),
    made: ({ sessionId }: SignIn) => ({ sessions: [sessionId] }),
  },
  {
    name: "sign in by code to an unverified account",
    traits: { verified: false, inside: false },
    ground: ["challenge", "address", "open account", "unproved account"],
    begin: async (world) => () => signInByCode(answer(world), "browser"),
    made: ({ sessionId }: SignIn) => ({ sessions: [sessionId], owner: true }),
  },
]
