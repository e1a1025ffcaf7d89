import { AppError } from "../errors"
import { counts } from "../observability/counters"
import { currentClient } from "./client-network"
import { type LimitName, limit, refund, remaining } from "./limits"
import { knownDevice } from "./sign-in"

/**
 * Counts a try of an emailed code before it is compared, as a wrong one of the address until proved otherwise, so that
 * concurrent tries cannot outrun the count. It spans all challenges of a day; unknown addresses count the same way. A
 * device that has signed in to this account before is counted separately. Wrong codes also count per client, and in a
 * metric of all.
 * @param email the address, or another name for what the codes lead to
 * @param userId of the account that has the address, if there is one
 * @returns functions to call once it was compared: `right` refunds it
 * @throws AppError rate_limited
 */
export async function limitEmailCode(email: string, userId: string | null): Promise<Counted> {
  const client = currentClient()
  await assertLeft("email_code_client_failures", client)
  const device = await knownDevice(userId ?? "")
  const subject = device ? `${email} ${device}` : email
  await limit("email_code_failures", subject)
  return {
    uncounted: () => refund("email_code_failures", [{ subject, points: 1 }]),
    wrong: async () => {
      counts().emailCodesWrong++
      await limit("email_code_client_failures", client)
    },
  }
}

export type Counted = {
  /** The code was right, or was not compared. */
  uncounted: () => Promise<void>
  wrong: () => Promise<void>
}

/** @throws AppError rate_limited */
async function assertLeft(name: LimitName, subject: string): Promise<void> {
  const [left] = (await remaining(name, [subject])) ?? []
  if (left && left.remaining < 1)
    throw new AppError("rate_limited", { reason: "wait", retryAfter: left.reset, limit: name })
}
