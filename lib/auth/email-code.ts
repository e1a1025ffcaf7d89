import type { z } from "zod"
import { type Account, findAccount, lockAccount, ownershipOf } from "../accounts/store"
import { randomToken } from "../core/crypto"
import type { Tx } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { env } from "../core/env"
import { AppError, isAppError } from "../core/errors"
import { type Challenge, issueChallenge, readChallenge } from "../core/identity/challenges"
import { inEvenTime } from "../core/identity/equal-time"
import { codeLife, codeOfLink, linksOf } from "../core/identity/mailed-codes"
import { consumeMailQuota } from "../core/rate-limit/mail"
import { whoAsks } from "../core/rate-limit/sign-in"
import { enqueueMail, linkTo } from "../mail/outbox"
import type { CodeRequest } from "./schema"

const { minutes } = codeLife

/**
 * Emails a code to sign in with. The challenge stays in the browser or client that asked; the code completes it. An address without an
 * owner gets a challenge too, and no email: neither the response nor its time reveals whether the address is known.
 * @throws AppError not_found where EMAIL_CODE is off
 */
export async function requestEmailCode(asked: z.output<typeof CodeRequest>): Promise<{ challenge: string }> {
  assertOn()
  return inEvenTime(async () => {
    const account = await owned(asked.email)
    const mails = account !== null && (await consumeMailQuota(asked.email, null, await whoAsks(account.id)))
    return transaction((tx) => issue(tx, asked, account, mails))
  })
}

/** @throws AppError not_found */
export function assertOn(): void {
  if (env().EMAIL_CODE === "off") throw new AppError("not_found")
}

async function owned(email: string): Promise<Account | null> {
  const account = await findAccount(email)
  return ownershipOf(account) === "nobody" ? null : account
}

async function issue(
  tx: Tx,
  { email, organization_id: organizationId }: z.output<typeof CodeRequest>,
  seen: Account | null,
  mails: boolean,
): Promise<{ challenge: string }> {
  const current = seen && (await lockAccount(tx, seen.id))
  const account = current && current.email === email && ownershipOf(current) !== "nobody" ? current : null
  const challenge = randomToken()
  const [link] = linksOf(challenge)
  const remembered = { email, organizationId: organizationId ?? null, at: Date.now() }
  await issueChallenge(tx, "email_code", {
    userId: account?.id ?? null,
    remembered,
    seconds: minutes * 60,
    token: link,
  })
  if (account && mails) {
    const url = linkTo(`/login/email-code?token=${link}`)
    const data = { name: account.name || email, code: codeOfLink(link), url, minutes }
    await enqueueMail(tx, { to: email, template: "email_code", data, tenantId: null })
  }
  return { challenge }
}

export type AskedCode = Challenge<"email_code"> & {
  /** Token of the emailed link, which the code is derived from. */
  link: string
}

/**
 * Returns an open challenge by the token of the browser or client that asked for a code. Does not use it.
 * @throws AppError not_found, token_expired (also after five tries), invalid_token
 */
export async function readEmailCode(challenge: string): Promise<AskedCode> {
  const asked = await find(challenge)
  if (asked.attempts >= codeLife.tries) throw new AppError("token_expired", { reason: "challenge" })
  return asked
}

async function find(challenge: string): Promise<AskedCode> {
  const [link, before] = linksOf(challenge)
  const read = async (token: string) => ({ ...(await readChallenge("email_code", token)), link: token })
  // Asked for just before AUTH_SECRET was rotated.
  return read(link).catch((error: unknown) => {
    if (before === link || !isAppError(error) || error.code !== "not_found") throw error
    return read(before)
  })
}

/**
 * Returns the address that a code was asked for, by the challenge; also after too many wrong codes. @throws AppError
 * not_found, token_expired, invalid_token
 */
export async function askedFor(challenge: string): Promise<AskedCode["remembered"]> {
  return (await find(challenge)).remembered
}

/**
 * Returns the code of an emailed link, for a browser that didn't ask for it: it is to be typed where it was asked for.
 * @throws AppError not_found, token_expired, invalid_token
 */
export async function codeToShow(link: string): Promise<string> {
  await readChallenge("email_code", link)
  return codeOfLink(link)
}

/** Whether a link belongs to the challenge that this browser has. */
export const isOwnLink = (link: string, challenge: string | undefined): boolean =>
  challenge !== undefined && linksOf(challenge).includes(link)
