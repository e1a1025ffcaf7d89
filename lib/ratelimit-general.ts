import { sha256 } from "./crypto"
import { currentClient, giveBack, type LimitName, limit } from "./ratelimit"
import { unnote } from "./ratelimit-notes"
import type { Caller } from "./session"
import { singleton } from "./singleton"
import { verifyAccessToken } from "./tokens"

type Holder = { name: LimitName; subject: string }

/** Whose credential it is, by its hash, for credentials that were found to be true. */
const holders = singleton("credential-holders", () => new Map<string, Holder>())
const most = 20_000

/**
 * The limit that every operation has. Without reading the database a request is put to the account of the session or
 * key whose credential it bears; without a credential that is known to be true, to that of its client. So a flood of
 * made-up credentials is a flood of one client.
 * @throws AppError rate_limited
 */
export async function limitRequest(request: Request): Promise<void> {
  const credential = bearerOf(request)
  const holder = credential && (holders.get(hashOf(credential)) ?? (await holderOfToken(credential)))
  if (holder) await limit(holder.name, holder.subject)
  else await limit("client", currentClient())
}

/** Notes that a request's API key is a true one, and puts the request to the key's account. */
export async function vouchFor(request: Request, caller: Caller): Promise<void> {
  const credential = bearerOf(request)
  if (caller.kind !== "api_key" || !credential) return
  const holder = remember(credential, { name: "api_key", subject: caller.keyId })
  if (unnote("client")) await giveBack("client", currentClient())
  await limit(holder.name, holder.subject)
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

function bearerOf(request: Request): string | null {
  return /^Bearer +([\x21-\x7e]{1,8192})$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null
}

const hashOf = (credential: string) => Buffer.from(sha256(credential)).toString("base64")
