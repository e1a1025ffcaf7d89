import { Prisma } from "./client"

/** Days in which a deleted organization, tenant, membership or account can be restored; then it is purged. */
const restorableDays = 30

/** When something that was deleted at `deletedAt` is purged. */
export const purgeDate = (deletedAt: string) => new Date(new Date(deletedAt).getTime() + restorableDays * 86_400_000)

/** Cutoff by the database's clock: rows deleted after it can be restored, earlier ones are purged. */
export const restorableSince = Prisma.sql`(now() - make_interval(days => ${restorableDays}::int))`
