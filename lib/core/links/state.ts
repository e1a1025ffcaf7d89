import "server-only"
import { isAppError } from "../errors"
import { sentence } from "../forms/failure"
import { type LinkKind, peekLink } from "../identity/secrets"

/** Whether a mailed link still works, without using it: undefined when it does, else what is wrong with it. */
export async function whyDead(kind: LinkKind | LinkKind[], token: string): Promise<string | undefined> {
  try {
    await peekLink(kind, token)
  } catch (error) {
    if (isAppError(error)) return sentence(error)
    throw error
  }
}
