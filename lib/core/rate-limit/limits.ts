import { singleton } from "../cache/singleton"
import { hmac } from "../crypto"
import { AppError } from "../errors"
import { alreadyCounted, type Note, recordUsage } from "./headers"
import { day, type Entry, hour, minute, quotaOf, toSeconds } from "./quota"
import { sharedCounters } from "./store"

/** Rate limits that all servers count together, each with a setting. Others are in local-limits.ts. */
const table = {
  sign_in: { setting: "LIMIT_SIGN_IN_PER_MINUTE", seconds: minute },
  passkey_options: { setting: "LIMIT_PASSKEY_OPTIONS_PER_MINUTE", seconds: minute },
  sign_in_delegated: { setting: "LIMIT_SIGN_IN_PER_API_KEY_PER_MINUTE", seconds: minute },
  sign_in_failures: { setting: "LIMIT_SIGN_IN_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  client_secret_failures: { setting: "LIMIT_SIGN_IN_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  device_code_failures: { setting: "LIMIT_DEVICE_CODE_FAILURES_PER_HOUR", seconds: hour, hidden: true },
  email_code_failures: { setting: "LIMIT_EMAIL_CODE_FAILURES_PER_DAY", seconds: day, hidden: true },
  email_code_client_failures: {
    setting: "LIMIT_EMAIL_CODE_FAILURES_PER_CLIENT_PER_HOUR",
    seconds: hour,
    hidden: true,
  },
  register: { setting: "LIMIT_REGISTER_PER_HOUR", seconds: hour },
  refresh: { setting: "LIMIT_REFRESH_PER_HOUR", seconds: hour },
  // A budget for each kind: emails caused by others don't use up a person's own quota.
  mail_asked: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true, prefix: "mail" },
  mail_own: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true },
  mail_invited: { setting: "LIMIT_MAILS_PER_RECIPIENT_PER_HOUR", seconds: hour, hidden: true },
  // Shown to anyone who sends one for the tenant; see mail.ts.
  mail_new_tenant: { setting: "LIMIT_MAILS_PER_NEW_TENANT_PER_DAY", seconds: day, prefix: "mail_tenant" },
  mail_tenant: { setting: "LIMIT_MAILS_PER_TENANT_PER_DAY", seconds: day },
} as const satisfies Record<string, Entry>

export type LimitName = keyof typeof table

/** The counters of a limit, and its quota; null when limits are off. */
async function counted(name: LimitName, own: number | null = null) {
  const entry: Entry = table[name]
  const quota = quotaOf(entry, own)
  if (!quota) return null
  const store = await singleton(`limit-${name}`, () => sharedCounters({ prefix: entry.prefix ?? name, ...quota }))
  return { store, quota }
}

// Hashed, so that the store contains no plain addresses or tokens.
const keyOf = (subject: string) => Buffer.from(hmac("rate-limit", subject)).toString("base64url").slice(0, 22)

/** Quota left after counting; `over` says how many of the counted were too many. */
export type Spent = Note & { exceeded: boolean; over: number }

/** What a limit counts: a client, an address, a session; and how many of it. */
export type Use = { subject: string; points: number }

/**
 * Counts for many subjects, each named once, in one statement.
 * @param own number that applies to these subjects instead of the setting's
 * @returns null when limits are off
 */
export async function consumeMany(
  name: LimitName,
  uses: readonly Use[],
  own: number | null = null,
): Promise<Spent[] | null> {
  const found = await counted(name, own)
  if (!found) return null
  if (uses.length === 0) return []
  const { store, quota } = found
  const counts = await store.add(uses.map(({ subject, points }) => ({ key: keyOf(subject), points })))
  return counts.map(({ consumed, ms }) => {
    const over = Math.max(0, consumed - quota.points)
    const remaining = Math.max(0, quota.points - consumed)
    return { name, ...quota, remaining, reset: toSeconds(ms), exceeded: over > 0, over }
  })
}

/** As `consumeMany`, one for one subject. */
export async function consume(name: LimitName, subject: string): Promise<Spent | null> {
  const [spent] = (await consumeMany(name, [{ subject, points: 1 }])) ?? []
  return spent ?? null
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
  if (spent?.exceeded) throw new AppError("rate_limited", { reason: "wait", retryAfter: spent.reset, limit: name })
}

/**
 * Returns what is left of each subject, without counting; null when limits are off.
 * @param own see `consumeMany`
 */
export async function remaining(
  name: LimitName,
  subjects: readonly string[],
  own: number | null = null,
): Promise<Note[] | null> {
  const found = await counted(name, own)
  if (!found) return null
  const { store, quota } = found
  const counts = await store.get(subjects.map(keyOf))
  return counts.map((count) => {
    const left = Math.max(0, quota.points - (count?.consumed ?? 0))
    return { name, ...quota, remaining: left, reset: count ? toSeconds(count.ms) : quota.seconds }
  })
}

/** Refunds what was counted. */
export async function refund(name: LimitName, uses: readonly Use[]): Promise<void> {
  await consumeMany(
    name,
    uses.map(({ subject, points }) => ({ subject, points: -points })),
  )
}

/** Resets the count. */
export async function resetLimit(name: LimitName, subject: string): Promise<void> {
  await (await counted(name))?.store.delete(keyOf(subject))
}
