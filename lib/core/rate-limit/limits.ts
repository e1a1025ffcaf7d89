import { singleton } from "../cache/singleton"
import { hmac } from "../crypto"
import { AppError } from "../errors"
import { type Counters, isExceeded } from "./counters"
import { alreadyCounted, type Note, recordUsage } from "./headers"
import { day, type Entry, hour, minute, quotaOf, toSeconds } from "./quota"
import { sharedCounters } from "./store"

/** Rate limits of the contract, each with a setting. */
const table = {
  sign_in: { setting: "LIMIT_SIGN_IN_PER_MINUTE", seconds: minute },
  sign_in_delegated: { setting: "LIMIT_SIGN_IN_PER_API_KEY_PER_MINUTE", seconds: minute },
  sign_in_failures: { setting: "LIMIT_SIGN_IN_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  client_secret_failures: { setting: "LIMIT_SIGN_IN_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  device_code_failures: { setting: "LIMIT_DEVICE_CODE_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  register: { setting: "LIMIT_REGISTER_PER_HOUR", seconds: hour },
  refresh: { setting: "LIMIT_REFRESH_PER_HOUR", seconds: hour },
  // A budget for each kind: emails caused by others don't use up a person's own quota.
  mail_asked: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true, prefix: "mail" },
  mail_own: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true },
  mail_invited: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true },
  mail_new_tenant: { setting: "LIMIT_MAILS_PER_NEW_TENANT_PER_DAY", seconds: day, hidden: true, prefix: "mail_tenant" },
  mail_tenant: { setting: "LIMIT_MAILS_PER_TENANT_PER_DAY", seconds: day, hidden: true },
} as const satisfies Record<string, Entry>

type LimitName = keyof typeof table

async function counters(name: LimitName): Promise<Counters | null> {
  const entry: Entry = table[name]
  const quota = quotaOf(entry)
  return quota && singleton(`limit-${name}`, () => sharedCounters({ prefix: entry.prefix ?? name, ...quota }))
}

// Hashed, so that the store contains no plain addresses or tokens.
const keyOf = (subject: string) => Buffer.from(hmac("rate-limit", subject)).toString("base64url").slice(0, 22)

/** Quota left after counting one; `exceeded` when there was none. */
type Spent = Note & { exceeded: boolean }

/**
 * Counts one.
 * @param subject of the limit: a client, an address, a session
 * @returns null when limits are off
 */
export async function consume(name: LimitName, subject: string): Promise<Spent | null> {
  const store = await counters(name)
  const quota = quotaOf(table[name])
  if (!store || !quota) return null
  try {
    const { remainingPoints, msBeforeNext } = await store.consume(keyOf(subject))
    return { name, ...quota, remaining: remainingPoints, reset: toSeconds(msBeforeNext), exceeded: false }
  } catch (error) {
    if (!isExceeded(error)) throw error
    return { name, ...quota, remaining: 0, reset: toSeconds(error.msBeforeNext), exceeded: true }
  }
}

/**
 * Counts one, at most once per request: an endpoint's entry and its service may both check.
 * @throws AppError rate_limited
 */
export async function limit(name: LimitName, subject: string): Promise<void> {
  if (alreadyCounted(`${name} ${subject}`)) return
  const spent = await consume(name, subject)
  const entry: Entry = table[name]
  if (spent && (spent.exceeded || !entry.hidden)) recordUsage(spent)
  if (spent?.exceeded) throw new AppError("rate_limited", { reason: "wait", retryAfter: spent.reset })
}

/** Returns how many are left, without counting; Infinity when limits are off. */
export async function remaining(name: LimitName, subject: string): Promise<number> {
  const store = await counters(name)
  const quota = quotaOf(table[name])
  if (!store || !quota) return Number.POSITIVE_INFINITY
  const counted = await store.get(keyOf(subject))
  return Math.max(0, counted ? counted.remainingPoints : quota.points)
}

/** Refunds a counted one. */
export async function refund(name: LimitName, subject: string): Promise<void> {
  await (await counters(name))?.reward(keyOf(subject))
}

/** Resets the count. */
export async function resetLimit(name: LimitName, subject: string): Promise<void> {
  await (await counters(name))?.delete(keyOf(subject))
}
