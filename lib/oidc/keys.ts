import { generateKeyPair } from "node:crypto"
import { promisify } from "node:util"
import { calculateJwkThumbprint, type JWK } from "jose"
import { invalidate } from "../core/cache/authorization-cache"
import { db, type Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { seal, unseal } from "../core/seal"

const generate = promisify(generateKeyPair)

/** Every algorithm that tokens for applications are signed with. */
const algorithms = ["RS256", "ES256"] as const
type Algorithm = (typeof algorithms)[number]

const label = "oidc-signing-key"

/** Days that a key signs, and hours that it is published before. */
const life = { days: 90, ahead: 24 }

/** Keys for signing, the current one of each algorithm first, and all public keys. */
export type Keys = { sign: JWK[]; publish: JWK[] }

type Row = { id: string; alg: Algorithm; public_jwk: JWK; private: Uint8Array; signs: boolean }

/**
 * Reads the signing keys, and makes the first ones where there are none. When a key is published, signs and retires is
 * decided by the database's clock, so that all servers change at the same time.
 */
export async function readKeys(): Promise<Keys> {
  const rows = await published()
  const complete = algorithms.every((alg) => rows.some((row) => row.alg === alg && row.signs))
  if (complete) return keysOf(rows)
  const made = await Promise.all(algorithms.map(makeKey))
  await transaction(async (tx) => {
    await lockKeys(tx)
    const known = await published(tx)
    for (const key of made) if (!known.some((row) => row.alg === key.alg && row.signs)) await addKey(tx, key, 0)
  })
  return keysOf(await published())
}

function published(client: Tx = db()): Promise<Row[]> {
  return client.$queryRaw<Row[]>`
    SELECT id, alg, public_jwk, private, sign_from <= now() AS signs FROM signing_keys
    WHERE publish_at <= now() AND (retire_at IS NULL OR retire_at > now())
    ORDER BY sign_from DESC, id`
}

function keysOf(rows: Row[]): Keys {
  const signing = rows.filter((row) => row.signs)
  // The engine signs with the first key of an algorithm; the others only verify.
  return {
    sign: signing.map((row) => ({ ...unseal<JWK>(label, row.private), ...meta(row) })),
    publish: rows.map(({ public_jwk }) => public_jwk),
  }
}

const meta = ({ id, alg }: Row) => ({ kid: id, alg, use: "sig" })

/** One server makes keys at a time. */
async function lockKeys(tx: Tx): Promise<void> {
  await tx.$executeRaw`LOCK TABLE signing_keys IN SHARE ROW EXCLUSIVE MODE`
}

type NewKey = { id: string; alg: Algorithm; publicJwk: string; sealed: Uint8Array<ArrayBuffer> }

/** Makes a key. Slow: not inside a transaction. */
async function makeKey(alg: Algorithm): Promise<NewKey> {
  const pair =
    alg === "RS256" ? await generate("rsa", { modulusLength: 2048 }) : await generate("ec", { namedCurve: "P-256" })
  const jwk: JWK = pair.publicKey.export({ format: "jwk" })
  const id = await calculateJwkThumbprint(jwk)
  const publicJwk = JSON.stringify({ ...jwk, kid: id, alg, use: "sig" })
  return { id, alg, publicJwk, sealed: seal(label, pair.privateKey.export({ format: "jwk" })) }
}

/** Adds a key that signs after these hours, published from now on. */
async function addKey(tx: Tx, { id, alg, publicJwk, sealed }: NewKey, hours: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO signing_keys (id, alg, public_jwk, private, sign_from)
    VALUES (${id}, ${alg}, ${publicJwk}::jsonb, ${sealed}, now() + make_interval(hours => ${hours}::int))`
}

/**
 * Makes the successors of keys that have signed for long enough. The old ones are published for as long as an ID token
 * can be used as a hint. @returns how many were made
 */
export const rotateDueKeys = () => rotate(dueKeys, keepForHints)

/** Replaces all keys now instead of when they are due. The new ones sign once they have been published for a day. */
export const rotateAllKeys = () => rotate(async () => [...algorithms], keepForHints)

/**
 * Drops all keys, because someone else may have them. The new ones sign immediately; other servers follow within 30
 * seconds.
 * @param also what ends with the keys, in the same transaction
 */
export const dropAllKeys = (also: (tx: Tx) => Promise<void>) =>
  rotate(
    async () => [...algorithms],
    async (tx, alg) => {
      const dropped = await tx.$queryRaw<{ id: string }[]>`DELETE FROM signing_keys WHERE alg = ${alg} RETURNING id`
      invalidate(...dropped.map(({ id }) => `key:${id}` as const))
      return 0
    },
    also,
  )

/** @returns the hours after which the successor signs */
async function keepForHints(tx: Tx, alg: Algorithm): Promise<number> {
  await tx.$executeRaw`
    UPDATE signing_keys SET retire_at = now() + make_interval(days => ${life.days}::int, hours => ${life.ahead}::int)
    WHERE alg = ${alg} AND retire_at IS NULL`
  return life.ahead
}

/** Replaces the keys of some algorithms. @returns how many */
async function rotate(
  which: (client?: Tx) => Promise<Algorithm[]>,
  retire: (tx: Tx, alg: Algorithm) => Promise<number>,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<number> {
  const due = await which()
  if (due.length === 0) return 0
  const made = await Promise.all(due.map(makeKey))
  return transaction(async (tx) => {
    await lockKeys(tx)
    const still = await which(tx)
    for (const key of made.filter(({ alg }) => still.includes(alg))) await addKey(tx, key, await retire(tx, key.alg))
    await also(tx)
    return still.length
  })
}

/** Algorithms whose latest key has signed for so long that its successor has to be published. */
async function dueKeys(client: Tx = db()): Promise<Algorithm[]> {
  const rows = await client.$queryRaw<{ alg: Algorithm }[]>`
    SELECT alg FROM signing_keys GROUP BY alg
    HAVING max(sign_from) < now() - make_interval(days => ${life.days}::int) + make_interval(hours => ${life.ahead}::int)`
  return rows.map(({ alg }) => alg)
}
