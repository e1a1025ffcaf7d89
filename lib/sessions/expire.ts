import { batch, untilDone } from "../core/db/batches"
import { Prisma } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { endWhere } from "./ends-told"

/** Every hour: ends sign-ins to applications that have expired, or whose browser's session has. */
export async function expireSignIns(): Promise<void> {
  await untilDone(() =>
    transaction((tx) =>
      endWhere(
        tx,
        Prisma.sql`(user_id, id) IN (
          SELECT s.user_id, s.id FROM sessions s
          LEFT JOIN sessions p ON p.user_id = s.user_id AND p.id = s.parent_id
          WHERE s.kind = 'application' AND s.ended_at IS NULL
            AND (s.expires_at <= now() OR (NOT s.offline AND p.expires_at <= now()))
          LIMIT ${batch})`,
        "expired",
      ),
    ),
  )
}
