import { AppError } from "../core/errors"
import type { UserCaller } from "../core/identity/caller"
import { cancel, type Interaction, nextStep, readInteraction } from "./interaction"

type OfBrowser = { uid: string; cookie: string }

async function waiting({ uid, cookie }: OfBrowser): Promise<Interaction> {
  const interaction = await readInteraction(uid, cookie)
  if (!interaction) throw new AppError("token_expired", { reason: "ended" })
  return interaction
}

/** Path of our own site: the engine names it in full. */
const pathOf = (address: string) => new URL(address).pathname

/**
 * Continues an authorization request with what its person has chosen.
 * @returns the path where it goes on: the request's own page where something is left to ask
 */
export async function continueRequest(me: UserCaller, asked: OfBrowser & { organization?: string | undefined }) {
  const { organization } = asked
  const step = await nextStep(await waiting(asked), me, { organization })
  return step.kind === "done" ? pathOf(step.returnTo) : `/authorize/${asked.uid}`
}

/** @returns the path that leads back to the application */
export async function cancelRequest(me: UserCaller, asked: OfBrowser): Promise<string> {
  return pathOf(await cancel(await waiting(asked), me))
}
