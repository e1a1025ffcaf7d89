import { findApplication } from "../applications/store"
import { db } from "../core/db/client"
import { postForm } from "../core/http/guarded-request"
import { log } from "../core/observability/log"
import {
  claimNotices,
  deleteNotices,
  giveUpNotices,
  type LogoutNotice,
  putOffNotices,
} from "../sessions/logout-notices"
import { logoutToken } from "./logout-token"

const batchSize = 20

/**
 * Tells applications which sign-ins have ended (OpenID Connect Back-Channel Logout), until nothing is due. An attempt
 * that fails is repeated for 24 hours.
 * @param signal stops between two batches
 */
export async function tellApplications(signal?: AbortSignal): Promise<void> {
  const lost = await giveUpNotices()
  if (lost > 0) log.warn(`gave up telling applications of ${lost} sign-outs after 24 hours`)
  let claimed = batchSize
  while (claimed === batchSize && !signal?.aborted) {
    const notices = await claimNotices(batchSize)
    const told = await Promise.all(notices.map(tell))
    await deleteNotices(notices.filter((_, i) => told[i]))
    await putOff(notices.filter((_, i) => !told[i]))
    claimed = notices.length
  }
}

/** @returns whether the application knows, or doesn't want to */
async function tell(notice: LogoutNotice): Promise<boolean> {
  try {
    const application = notice.uri ? null : await findApplication(db(), notice.application_id)
    const uri = notice.uri ?? application?.backchannel_logout_uri
    if (!uri) return true
    const alg = notice.alg ?? application?.id_token_alg ?? "RS256"
    const status = await postForm(uri, { logout_token: await logoutToken(notice, alg) })
    if (status !== 200 && status !== 204) log.info(`an application answered ${status} to a sign-out`)
    return status === 200 || status === 204
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string }
    log.info({ error: String(code ?? message).slice(0, 200) }, "an application could not be told of a sign-out")
    return false
  }
}

/** Each application waits for itself: longer with each attempt. */
async function putOff(failed: readonly LogoutNotice[]): Promise<void> {
  const byApplication = new Map(failed.map((one) => [one.application_id, one]))
  for (const { tenant_id, application_id } of byApplication.values()) {
    const attempts = failed.filter((one) => one.application_id === application_id).map((one) => one.attempts)
    await putOffNotices(tenant_id, application_id, backoff(Math.max(...attempts)))
  }
}

/** Seconds until the next attempt: 2, 4, 8 … up to half an hour, minus a random part, so that retries spread out. */
function backoff(attempts: number): number {
  return Math.min(2 ** attempts, 1800) * (0.5 + Math.random() / 2)
}
