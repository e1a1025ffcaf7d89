import { singleton } from "../cache/singleton"
import { digest } from "../crypto"
import type { Incoming } from "../http/read-body"
import { verifyAccessToken } from "../identity/access-tokens"
import { holderOfSigned, isOfApplication } from "../identity/application-tokens"
import type { Caller } from "../identity/caller"
import { decodeCookie, sealedSession } from "../identity/session-cookie"
import { knownCaller } from "../identity/token-caller"
import { currentClient } from "./client-network"
import { dropUsage } from "./headers"
import { type LocalLimit, limitHere, refundHere } from "./local-limits"

type Holder = { name: LocalLimit; subject: string }

/** Owner of a credential, by its hash, for verified credentials. */
const holders = singleton("credential-holders", () => new Map<string, Holder>())
const most = 20_000

/**
 * The general limit of all operations. Without reading the database, a request counts against the account of its
 * credential's session or key; without a verified credential, against its client. So a flood of invalid credentials
 * counts against one client.
 * @throws AppError rate_limited
 */
export async function limitRequest(request: Incoming): Promise<void> {
  const credential = bearerOf(request)
  const known = credential && knownCaller(credential)
  if (known) limitHere("person", known.sessionId)
  else await limitHolder(credential, holderOfToken)
}

/**
 * The same for a page or form, whose credential is the session's cookie.
 * @param cookies the Cookie header
 * @throws AppError rate_limited
 */
export function limitPage(cookies: string | undefined): Promise<void> {
  return limitHolder(sealedSession(cookies), holderOfCookie)
}

/** Returns whom a credential counts against, or undefined for an invalid one. */
type Reader = (credential: string) => Promise<Holder | undefined>

const person = (subject: string | undefined): Holder | undefined =>
  subject === undefined ? undefined : { name: "person", subject }

const holderOfToken: Reader = async (token) => {
  if (token.startsWith("nsk_")) return undefined
  if (!isOfApplication(token)) return person((await verifyAccessToken(token).catch(() => null))?.sid)
  const found = await holderOfSigned(token)
  return found?.machine === undefined ? person(found?.person) : { name: "api_key", subject: found.machine }
}

const holderOfCookie: Reader = async (token) => person((await decodeCookie({ token }))?.sid)

async function limitHolder(credential: string | null | undefined, read: Reader): Promise<void> {
  const holder = credential && (holders.get(digest(credential)) ?? (await holderOf(credential, read)))
  if (holder) limitHere(holder.name, holder.subject)
  else limitHere("client", currentClient())
}

async function holderOf(credential: string, read: Reader): Promise<Holder | undefined> {
  const holder = await read(credential)
  return holder && remember(credential, holder)
}

/** Remembers a request's API key as verified, and counts the request against the key's account. */
export function attributeToKey(request: Incoming, caller: Caller): void {
  if (caller.kind !== "api_key" || caller.machine) return
  const credential = bearerOf(request)
  if (!credential) return
  const holder = remember(credential, { name: "api_key", subject: caller.keyId })
  if (dropUsage("client")) refundHere("client", currentClient())
  limitHere(holder.name, holder.subject)
}

function remember(credential: string, holder: Holder): Holder {
  const hash = digest(credential)
  const [oldest] = holders.keys()
  if (!holders.has(hash) && holders.size >= most && oldest !== undefined) holders.delete(oldest)
  holders.set(hash, holder)
  return holder
}

/** Returns the credential of an Authorization header, or null. */
export function bearerOf(request: Incoming): string | null {
  return /^Bearer +([\x21-\x7e]{1,8192})$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null
}
