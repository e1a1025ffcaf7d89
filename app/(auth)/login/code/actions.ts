"use server"

import { answerChallenge } from "@/lib/auth/second-factor"
import { AppError, isAppError } from "@/lib/core/errors"
import { formAction } from "@/lib/core/forms/form-action"
import { safeNext } from "@/lib/core/forms/safe-next"
import { writeSessionCookie } from "@/lib/core/identity/nextauth"
import { dropChallenge, readChallenge } from "../challenge"
import { Code } from "../schema"

function tooLate(error: unknown): never {
  if (isAppError(error) && error.code === "invalid_token")
    throw new AppError("token_expired", { message: "This sign-in was ended meanwhile." })
  if (isAppError(error) && (error.code === "token_expired" || error.code === "not_found"))
    throw new AppError("token_expired", { message: "Too many wrong codes, or too late." })
  throw error
}

export const enterCode = formAction({
  permission: "public",
  body: Code,
  run: async ({ input: { code } }) => {
    const challenge = (await readChallenge()) ?? ""
    await writeSessionCookie(await answerChallenge({ challenge, code }, "browser").catch(tooLate))
    await dropChallenge()
  },
  goTo: (_, { next }) => safeNext(next),
})
