import type { StoredApplication } from "../applications/store"
import { openSealed } from "../core/seal"
import type { Leaving } from "./end-session"
import type { Failure } from "./respond"
import { activeApplication } from "./sign-in"

const open = <T>(label: string, text: string | undefined) =>
  text ? openSealed<T>(label, Buffer.from(text, "base64url")) : null

/**
 * Where someone goes on after signing out: the application's own address with its `state`, null where it named none.
 * `direct`: without a question, because it was their sign-in.
 */
export async function leavingTo(
  sealed: string | undefined,
): Promise<{ name: string; address: string | null; direct: boolean } | null> {
  const leaving = open<Leaving>("oidc-leaving", sealed)
  const application = leaving && (await activeApplication(leaving.applicationId))
  if (!application) return null
  const { name } = application
  const { uri, state, proved: direct } = leaving
  if (!uri || !application.post_logout_uris.includes(uri)) return { name, address: null, direct }
  const url = new URL(uri)
  if (state !== null) url.searchParams.set("state", state)
  return { name, address: url.href, direct }
}

/** What a failed request says, with the way back to its application. */
export async function failureOf(sealed: string | undefined) {
  const failure = open<Failure>("oidc-failure", sealed)
  if (!failure) return null
  const application = failure.applicationId ? await activeApplication(failure.applicationId) : null
  return { ...failure, back: application && backTo(application) }
}

/** A registered address at which an application begins. Private-use schemes are none. */
export function backTo({ name, initiate_login_uri, redirect_uris }: StoredApplication) {
  const [first] = redirect_uris.filter((uri) => /^https?:/.test(uri))
  const address = initiate_login_uri ?? (first ? new URL(first).origin : null)
  return address ? { name, address } : null
}
