import { randomToken, sha256 } from "../crypto"
import { batch, untilDone } from "../db/batches"
import { db, Prisma, type Tx } from "../db/client"
import { AppError } from "../errors"
import { openSealed, seal } from "../seal"

/** The account elsewhere that a sign-in used: by its ID, or one to link once the sign-in is complete. */
export type IdentityUsed = { id: string } | { link: Elsewhere }

/** An account at another service. */
export type Elsewhere = { provider: string; issuer: string; subject: string; email: string | null; label: string }

/** What each kind of challenge remembers between its halves. */
export type Remembered = {
  /**
   * A sign-in whose first factor was right: how (RFC 8176), and the organization to open. `code`: the one that was
   * emailed for it, as keyed HMAC; see lib/auth/after-reset.ts.
   */
  two_factor: {
    amr: readonly string[]
    organizationId: string | null
    identity?: IdentityUsed | undefined
    code?: string
  }
  /** A browser that was sent to another service, to sign in or to link an account there. */
  identity: {
    provider: string
    state: string
    nonce: string
    verifier: string
    /** The address at the service. */
    url: string
    next: string
    /** The organization that a new account joins. */
    organizationId: string | null
    /** Where an application wants its newcomer back. */
    returns: { application_id?: string | undefined; return_to?: string | undefined }
    /** The session that links, of the challenge's user; null to sign in. */
    sessionId: string | null
  }
  /** An account elsewhere that waits until its person has signed in here once, and the page to go to then. */
  identity_link: Elsewhere & { next: string }
  /** A code emailed for signing in; see lib/auth/email-code.ts. `at`: when it was asked for, in milliseconds. */
  email_code: { email: string; organizationId: string | null; at: number }
  /** A code emailed to the owner of a session, as keyed HMAC; see lib/accounts/proof-code.ts. */
  email_proof: { code: string }
  /** What an authenticator has to sign, base64url, and the session that asked. */
  passkey_registration: { challenge: string; sessionId: string }
  passkey_sign_in: { challenge: string }
  passkey_proof: { challenge: string; sessionId: string }
  /** A solved challenge of bot protection, which counts once; see lib/core/rate-limit/proof-of-work.ts. */
  bot_solution: null
  /** A proof by passkey that stands for the password, once, in the session that gave it. */
  proof: { sessionId: string }
}

export type ChallengeKind = keyof Remembered

export type Challenge<K extends ChallengeKind> = {
  /** Null where no account was found, so that a response does not tell. */
  userId: string | null
  remembered: Remembered[K]
  /** Codes tried so far. */
  attempts: number
}

type NewChallenge<K extends ChallengeKind> = {
  userId: string | null
  remembered: Remembered[K]
  seconds: number
  token?: string
}

type Row = { user_id: string | null; payload: Uint8Array; attempts: number }

const isOpen = (kind: ChallengeKind, token: string) => Prisma.sql`
  hash = ${sha256(token)} AND kind = ${kind} AND used_at IS NULL AND revoked_at IS NULL
  AND expires_at > statement_timestamp()`

const label = (kind: ChallengeKind) => `challenge:${kind}`

/**
 * Issues a challenge. Its token is a credential that stays in the browser or client that asked: without it nothing is
 * completed.
 * @param seconds its life by the database's clock
 * @param token instead of 256 random bits; a challenge that had it before is replaced
 * @returns the token, stored as SHA-256 only
 */
export async function issueChallenge<K extends ChallengeKind>(
  tx: Tx,
  kind: K,
  { userId, remembered, seconds, token = randomToken() }: NewChallenge<K>,
): Promise<string> {
  await tx.$executeRaw`
    INSERT INTO challenges (hash, kind, user_id, payload, expires_at)
    VALUES (${sha256(token)}, ${kind}, ${userId}, ${seal(label(kind), remembered)},
            now() + make_interval(secs => ${seconds}::int))
    ON CONFLICT (hash) DO UPDATE SET user_id = EXCLUDED.user_id, payload = EXCLUDED.payload, attempts = 0,
      created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at, used_at = NULL, revoked_at = NULL`
  return token
}

/**
 * Returns an open challenge, without using it.
 * @throws AppError not_found (never issued), token_expired (used or expired), invalid_token (revoked since, as by a new
 * password)
 */
export async function readChallenge<K extends ChallengeKind>(
  kind: K,
  token: string,
  client: Tx = db(),
): Promise<Challenge<K>> {
  const [row] = await client.$queryRaw<Row[]>`
    SELECT user_id, payload, attempts FROM challenges WHERE ${isOpen(kind, token)}`
  return opened(kind, row) ?? (await fail(kind, token, client))
}

/**
 * Counts a try of a challenge's code; the row's lock serializes concurrent ones. A wrong code must not roll it back.
 * @throws AppError as `readChallenge`; token_expired too after `most` tries
 */
export async function tryChallenge<K extends ChallengeKind>(
  tx: Tx,
  kind: K,
  token: string,
  most: number,
): Promise<Challenge<K>> {
  const [row] = await tx.$queryRaw<Row[]>`
    UPDATE challenges SET attempts = attempts + 1 WHERE ${isOpen(kind, token)}
    RETURNING user_id, payload, attempts`
  const challenge = opened(kind, row)
  return challenge && challenge.attempts <= most ? challenge : fail(kind, token, tx)
}

/**
 * Uses a challenge up: of any number of concurrent requests, one succeeds.
 * @throws AppError as `readChallenge`
 */
export async function consumeChallenge<K extends ChallengeKind>(tx: Tx, kind: K, token: string): Promise<Challenge<K>> {
  const [row] = await tx.$queryRaw<Row[]>`
    UPDATE challenges SET used_at = now() WHERE ${isOpen(kind, token)}
    RETURNING user_id, payload, attempts`
  return opened(kind, row) ?? (await fail(kind, token, tx))
}

/**
 * Uses up a token that no server has stored before, such as one that proves itself by a signature.
 * @param seconds until it is no longer accepted anyway
 * @returns false where it was used before; of concurrent requests, also to other servers, one gets true
 */
export async function claimOnce(kind: ChallengeKind, token: string, seconds: number): Promise<boolean> {
  const stored = await db().$executeRaw`
    INSERT INTO challenges (hash, kind, payload, expires_at, used_at)
    VALUES (${sha256(token)}, ${kind}, ${seal(label(kind), null)}, now() + make_interval(secs => ${seconds}::int), now())
    ON CONFLICT (hash) DO NOTHING`
  return stored === 1
}

function opened<K extends ChallengeKind>(kind: K, row: Row | undefined): Challenge<K> | null {
  const remembered = row && openSealed<Remembered[K]>(label(kind), row.payload)
  return row && remembered ? { userId: row.user_id, remembered, attempts: row.attempts } : null
}

async function fail(kind: ChallengeKind, token: string, client: Tx): Promise<never> {
  const [row] = await client.$queryRaw<{ revoked: boolean }[]>`
    SELECT revoked_at IS NOT NULL AS revoked FROM challenges WHERE hash = ${sha256(token)} AND kind = ${kind}`
  if (!row) throw new AppError("not_found", { reason: "challenge" })
  throw new AppError(row.revoked ? "invalid_token" : "token_expired", { reason: "challenge" })
}

/** Revokes the open challenges of people, all or those of some kinds. */
export async function revokeChallenges(
  tx: Tx,
  userIds: readonly string[],
  kinds: readonly ChallengeKind[] | null = null,
): Promise<void> {
  const which = kinds ? Prisma.sql`AND kind = ANY(${[...kinds]}::text[])` : Prisma.empty
  await tx.$executeRaw`
    UPDATE challenges SET revoked_at = now()
    WHERE user_id = ANY(${[...userIds]}::text[]) AND used_at IS NULL AND revoked_at IS NULL ${which}`
}

/** Counts people's open challenges; people without any are absent. */
export async function openChallenges(tx: Tx, userIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ user_id: string; n: number }[]>`
    SELECT user_id, count(*)::int AS n FROM challenges
    WHERE user_id = ANY(${[...userIds]}::text[]) AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    GROUP BY user_id`
  return new Map(rows.map((row) => [row.user_id, row.n]))
}

/** Purges challenges a day after they expired. */
export async function purgeChallenges(): Promise<void> {
  await untilDone(
    () => db().$executeRaw`
      DELETE FROM challenges WHERE hash IN (
        SELECT hash FROM challenges WHERE expires_at < now() - interval '1 day' LIMIT ${batch})`,
  )
}

/** Deletes all challenges of people. */
export async function eraseChallenges(tx: Tx, userIds: readonly string[]): Promise<void> {
  await tx.challenge.deleteMany({ where: { userId: { in: [...userIds] } } })
}
