import "server-only"
import { isAppError } from "../errors"
import { sentence } from "../forms/failure"
import { type LinkKind, peekLink } from "../identity/secrets"

/** Returns why an emailed link no longer works, or undefined when it does. Does not use it up. */
export async function whyDead(kind: LinkKind | LinkKind[], token: string): Promise<string | undefined> {
  try {
    await peekLink(kind, token)
  } catch (error) {
    if (isAppError(error)) return sentence(error)
    throw error
  }
}
