import { recordEvent, systemTenant } from "../audit-events/record"
import { sha256 } from "../crypto"
import { db, type Tx, transaction } from "../db"
import { AppError, fieldError } from "../errors"
import { useCode } from "../second-factor/service"
import { issueLink, peekLink } from "../secrets"
import { restoreOwnAccount } from "../users/close"
import { placeToOpen } from "./places"
import { begin, type SignIn } from "./service"

/** Whether a sign-in has to show a code beside the password. */
export async function needsSecondFactor(userId: string): Promise<boolean> {
  const row = await db.userSecret.findUnique({ where: { userId }, select: { totpConfirmedAt: true } })
  return Boolean(row?.totpConfirmedAt)
}

const minutes = 5
const attempts = 5

/**
 * The answer to a right password where there is a second factor: a challenge, which the code completes.
 * @throws AppError second_factor_required, always, with `challenge` and `factors`
 */
export async function challenge(userId: string, organizationId: string | undefined): Promise<never> {
  const token = await transaction((tx) =>
    issueLink(tx, "challenge", { userId, organizationId: organizationId ?? null }, minutes * 60),
  )
  throw new AppError("second_factor_required", { challenge: token, factors: ["totp", "recovery_code"] })
}

/**
 * Finishes a sign-in with a code of the authenticator app or a recovery code. A challenge lives five minutes and
 * stands five wrong codes.
 * @throws AppError token_expired, not_found (challenge), validation_failed (code)
 */
export async function answerChallenge(
  input: { challenge: string; code: string },
  kind: "browser" | "api",
): Promise<SignIn> {
  const { user_id, organization_id } = await peekLink("challenge", input.challenge)
  const user = await db.user.findUniqueOrThrow({ where: { id: user_id ?? "" } })
  const place = user.deletedAt ? null : await placeToOpen(user, organization_id ?? undefined)
  const signedIn = await transaction(async (tx) => {
    await countAttempt(tx, input.challenge)
    const factor = await useCode(tx, user.id, input.code)
    if (factor === null || factor === "unreadable") {
      await recordEvent(tx, { userId: user.id }, { tenantId: systemTenant, action: "session.second_factor_failed" })
      return factor
    }
    if (user.deletedAt) await restoreOwnAccount(tx, user.id)
    await tx.secret.update({ where: { hash: sha256(input.challenge) }, data: { usedAt: new Date() } })
    return begin(tx, user.id, kind, place, "session.signed_in", factor)
  })
  if (signedIn === "unreadable") throw unreadable()
  if (!signedIn) throw fieldError("code", "incorrect", "This code is wrong or was used already. Wait for the next one.")
  return signedIn
}

const unreadable = () =>
  fieldError(
    "code",
    "unreadable",
    "We can no longer check codes of your authenticator app. Enter a recovery code, or ask the operator to reset two-factor authentication.",
  )

/** The row's lock makes one of any number of requests the first. @throws AppError token_expired */
async function countAttempt(tx: Tx, token: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ tries: number }[]>`
    UPDATE secrets SET subject = (COALESCE(subject, '0')::int + 1)::text
    WHERE hash = ${sha256(token)} AND kind = 'challenge' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > now()
    RETURNING subject::int AS tries`
  if (!row || row.tries > attempts)
    throw new AppError("token_expired", { message: "Too many wrong codes, or too late. Sign in again." })
}
