import { readEmailCode, requestEmailCode } from "../../lib/auth/email-code"
import { signInByCode } from "../../lib/auth/email-code-sign-in"
import { answerChallenge } from "../../lib/auth/second-factor"
import { signIn } from "../../lib/auth/service"
import { isAppError } from "../../lib/core/errors"
import { codeOfLink, linksOf } from "../../lib/core/identity/mailed-codes"
import type { SignIn } from "../../lib/sessions/service"
import type { Act } from "./act"
import { mailedCode, passwords, type World } from "./world"

const answer = ({ tokens: { emailCode: challenge } }: World) => ({
  challenge,
  code: codeOfLink(linksOf(challenge)[0]),
})

/** Shows the password of an account that is asked for a code. */
export const showPassword = (name: string, traits: Act["traits"]): Act => ({
  name,
  traits,
  ground: ["password", "address", "open account"],
  comparesPassword: true,
  begin:
    async ({ email }) =>
    async () => {
      const error = await signIn({ email, password: passwords.old }, "api").catch((thrown: unknown) => thrown)
      if (isAppError(error) && error.code === "second_factor_required") return {}
      if (error instanceof Error) throw error
      return error
    },
  made: (result: Partial<SignIn>) => (result.sessionId ? { sessions: [result.sessionId] } : { challenges: true }),
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
  showPassword("show the password after lost factors were reset", { reset: true }),
  {
    name: "answer a challenge by an emailed code",
    traits: { reset: true },
    ground: ["challenge", "open account"],
    begin:
      async ({ tokens }) =>
      () =>
        answerChallenge({ challenge: tokens.challenge, code: mailedCode }, "api"),
    made: ({ sessionId }: SignIn) => ({ sessions: [sessionId] }),
  },
]
