import { singleton } from "../cache/singleton"
import { sha256 } from "../crypto"
import type { Incoming } from "../http/read-body"
import { verifyAccessToken } from "../identity/access-tokens"
import { type Caller, knownCaller } from "../identity/caller"
import { dropUsage } from "./headers"
import { currentClient, type LocalLimit, limitHere, refundHere } from "./limits"

type Holder = { name: LocalLimit; subject: string }

/** Whose credential it is, by its hash, for credentials that were found to be true. */
const holders = singleton("credential-holders", () => new Map<string, Holder>())
const most = 20_000

/**
 * The limit that every operation has. Without reading the database a request is put to the account of the session or
 * key whose credential it bears; without a credential that is known to be true, to that of its client. So a flood of
 * made-up credentials is a flood of one client.
 * @throws AppError rate_limited
 */
export async function limitRequest(request: Incoming): Promise<void> {
  const credential = bearerOf(request)
  const known = credential && knownCaller(credential)
  if (known) return limitHere("person", known.sessionId)
  const holder = credential && (holders.get(hashOf(credential)) ?? (await holderOfToken(credential)))
  if (holder) limitHere(holder.name, holder.subject)
  else limitHere("client", currentClient())
}

/** Notes that a request's API key is a true one, and puts the request to the key's account. */
export function attributeToKey(request: Incoming, caller: Caller): void {
  if (caller.kind !== "api_key") return
  const credential = bearerOf(request)
  if (!credential) return
  const holder = remember(credential, { name: "api_key", subject: caller.keyId })
  if (dropUsage("client")) refundHere("client", currentClient())
  limitHere(holder.name, holder.subject)
}

async function holderOfToken(credential: string): Promise<Holder | null> {
  if (credential.startsWith("nsk_")) return null
  const claims = await verifyAccessToken(credential).catch(() => null)
  return claims && remember(credential, { name: "person", subject: claims.sid })
}

function remember(credential: string, holder: Holder): Holder {
  const hash = hashOf(credential)
  const [oldest] = holders.keys()
  if (!holders.has(hash) && holders.size >= most && oldest !== undefined) holders.delete(oldest)
  holders.set(hash, holder)
  return holder
}

/** The credential of an Authorization header, or null. */
export function bearerOf(request: Incoming): string | null {
  return /^Bearer +([\x21-\x7e]{1,8192})$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null
}

const hashOf = (credential: string) => Buffer.from(sha256(credential)).toString("base64")
