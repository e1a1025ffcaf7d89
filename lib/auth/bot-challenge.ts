import type { z } from "zod"
import { AppError } from "../core/errors"
import { isBotProtected } from "../core/rate-limit/bot-check"
import { createWork } from "../core/rate-limit/proof-of-work"
import { BotChallenge } from "./schema"

/** Returns a new challenge. @throws AppError not_found where BOT_PROTECTION is off */
export async function botChallenge(): Promise<z.infer<typeof BotChallenge>> {
  if (!isBotProtected()) throw new AppError("not_found")
  return BotChallenge.parse(await createWork())
}
