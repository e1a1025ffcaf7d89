import { Prisma } from "./client"

/** Days in which a deleted organization, tenant, membership or account can be restored; then it is purged. */
const restorableDays = 30

/** Cutoff by the database's clock: rows deleted after it can be restored, earlier ones are purged. */
export const restorableSince = Prisma.sql`(now() - make_interval(days => ${restorableDays}::int))`
