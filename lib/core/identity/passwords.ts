import { createHmac } from "node:crypto"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import bcrypt from "bcryptjs"
import { Piscina } from "piscina"
import { singleton } from "../cache/singleton"
import { env } from "../env"
import { AppError } from "../errors"
import { counts } from "../observability/counters"
import { reach } from "../seam"

// bcrypt reads 72 bytes and stops at NUL, so it gets 44 characters that depend on the whole password.
const prepare = (password: string) =>
  createHmac("sha256", "nanostack-password-v1").update(password.normalize("NFKC")).digest("base64")

// A thread per core, and a bounded queue: a burst of sign-ins neither blocks the event loop nor waits for minutes.
const threads = () =>
  singleton(
    "bcrypt",
    () =>
      new Piscina({
        filename: pathToFileURL(join(process.cwd(), "lib/core/identity/passwords.worker.mjs")).href,
        minThreads: 1,
        maxThreads: availableParallelism(),
        idleTimeout: 60_000,
        maxQueue: 64,
      }),
  )

/** Number of passwords waiting for a thread. */
export const passwordQueue = () => threads().queueSize

type Task = { text: string; hash: string } | { text: string; cost: number }

/** @throws AppError unavailable when the queue is full */
async function work(task: Task): Promise<unknown> {
  if (passwordQueue() >= threads().options.maxQueue) {
    counts().shed.passwords++
    throw new AppError("unavailable", { retryAfter: 2 })
  }
  return threads().run(task)
}

/** Hashes a password for storage: `v1` before a bcrypt hash of base64(HMAC-SHA-256(password)), such as `v1$2b$12$…`. */
export async function hashPassword(password: string): Promise<string> {
  return `v1${await work({ text: prepare(password), cost: env().BCRYPT_COST })}`
}

/**
 * Compares a password with the stored hash. Without a stored hash it takes the same time and returns false. A plain
 * `$2…` (imported) hash is compared with the password itself, when that has at most 72 bytes.
 * @returns `rehash` true when the scheme is older or the cost lower than today's
 */
export async function verifyPassword(
  password: string,
  stored: string | null,
): Promise<{ ok: boolean; rehash: boolean }> {
  const hash = stored ?? (await dummy())
  const v1 = hash.startsWith("v1$")
  if (!v1 && Buffer.byteLength(password) > 72) return { ok: false, rehash: false }
  const bare = v1 ? hash.slice(2) : hash
  const ok = await work({ text: v1 ? prepare(password) : password, hash: bare })
  await reach("compared")
  return { ok: ok === true && stored !== null, rehash: !v1 || bcrypt.getRounds(bare) < env().BCRYPT_COST }
}

const dummy = () => singleton("dummy-hash", () => hashPassword("nobody has this password"))
