import { singleton } from "../cache/singleton"
import { currentRequest } from "../context"
import { hmac } from "../crypto"
import { type Env, env } from "../env"
import { AppError } from "../errors"
import { alreadyCounted, type Note, recordUsage } from "./headers"
import { type Counters, isExceeded, LocalCounters, sharedCounters } from "./store"

type Setting = Extract<keyof Env, `LIMIT_${string}`>
type Entry = {
  setting: Setting
  seconds: number
  /** What others used up is not shown to whoever asks; only that nothing is left. */
  hidden?: true
  /** Counts together with another entry. */
  prefix?: string
}

const minute = 60
const hour = 3_600
const day = 86_400

/** The limits of the contract, each a setting. */
const table = {
  sign_in: { setting: "LIMIT_SIGN_IN_PER_MINUTE", seconds: minute },
  sign_in_failures: { setting: "LIMIT_SIGN_IN_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  register: { setting: "LIMIT_REGISTER_PER_HOUR", seconds: hour },
  refresh: { setting: "LIMIT_REFRESH_PER_HOUR", seconds: hour },
  mail: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true },
  mail_new_tenant: { setting: "LIMIT_MAILS_PER_NEW_TENANT_PER_DAY", seconds: day, hidden: true, prefix: "mail_tenant" },
  mail_tenant: { setting: "LIMIT_MAILS_PER_TENANT_PER_DAY", seconds: day, hidden: true },
} as const satisfies Record<string, Entry>

/** Counted in this process: they protect the server, not an account. */
const localTable = {
  person: { setting: "LIMIT_REQUESTS_PER_PERSON_PER_MINUTE", seconds: minute },
  api_key: { setting: "LIMIT_REQUESTS_PER_API_KEY_PER_MINUTE", seconds: minute },
  client: { setting: "LIMIT_REQUESTS_PER_CLIENT_PER_MINUTE", seconds: minute },
} as const satisfies Record<string, Entry>

export type LimitName = keyof typeof table
export type LocalLimit = keyof typeof localTable

/** How many, in how many seconds; null when limits are off. */
function quotaOf({ setting, seconds }: Entry): { points: number; seconds: number } | null {
  const scale = env().RATE_LIMIT_SCALE
  return scale === 0 ? null : { points: Math.max(1, Math.round(env()[setting] * scale)), seconds }
}

async function counters(name: LimitName): Promise<Counters | null> {
  const entry: Entry = table[name]
  const quota = quotaOf(entry)
  return quota && singleton(`limit-${name}`, () => sharedCounters({ prefix: entry.prefix ?? name, ...quota }))
}

// No address and no token stands in the store in clear.
const keyOf = (subject: string) => Buffer.from(hmac("rate-limit", subject)).toString("base64url").slice(0, 22)

/** What is left after counting one; `exceeded` when there was nothing. */
type Spent = Note & { exceeded: boolean }

/**
 * Counts one.
 * @param subject whom the limit is for: a client, an address, a session
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

const toSeconds = (ms: number) => Math.max(1, Math.ceil(ms / 1000))

/**
 * Counts one, at most once per request: the front of an endpoint and the service behind it may both ask.
 * @throws AppError rate_limited
 */
export async function limit(name: LimitName, subject: string): Promise<void> {
  if (alreadyCounted(`${name} ${subject}`)) return
  const spent = await consume(name, subject)
  const entry: Entry = table[name]
  if (spent && (spent.exceeded || !entry.hidden)) recordUsage(spent)
  if (spent?.exceeded) throw new AppError("rate_limited", { reason: "wait", retryAfter: spent.reset })
}

/** How many are left, counting none; Infinity when limits are off. */
export async function remaining(name: LimitName, subject: string): Promise<number> {
  const store = await counters(name)
  const quota = quotaOf(table[name])
  if (!store || !quota) return Number.POSITIVE_INFINITY
  const counted = await store.get(keyOf(subject))
  return Math.max(0, counted ? counted.remainingPoints : quota.points)
}

/** Takes back one that was counted. */
export async function refund(name: LimitName, subject: string): Promise<void> {
  await (await counters(name))?.reward(keyOf(subject))
}

const localCounters = (name: LocalLimit) => singleton(`limit-${name}`, () => new LocalCounters())

/**
 * Counts one in this process, at most once per request.
 * @throws AppError rate_limited
 */
export function limitHere(name: LocalLimit, subject: string): void {
  const quota = quotaOf(localTable[name])
  if (!quota || alreadyCounted(`${name} ${subject}`)) return
  const { count, ms } = localCounters(name).add(subject, quota.seconds)
  const reset = toSeconds(ms)
  recordUsage({ name, ...quota, remaining: Math.max(0, quota.points - count), reset })
  if (count > quota.points) throw new AppError("rate_limited", { reason: "wait", retryAfter: reset })
}

/** Takes back one that was counted in this process. */
export function refundHere(name: LocalLimit, subject: string): void {
  localCounters(name).takeBack(subject)
}

/** Begins anew. */
export async function resetLimit(name: LimitName, subject: string): Promise<void> {
  await (await counters(name))?.delete(keyOf(subject))
}

/** The client of this request: an IPv4 address, or the network of an IPv6 address, of which one customer has many. */
export function currentClient(): string {
  return networkOf(currentRequest().ip ?? "unknown")
}

/** An IPv4 address as it is, an IPv6 address cut to its first 64 bits. */
export function networkOf(ip: string): string {
  if (!ip.includes(":")) return ip
  const [head = "", tail] = ip.toLowerCase().split("::")
  const left = head.split(":").filter(Boolean)
  const right = (tail ?? "").split(":").filter(Boolean)
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0")
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`
}
