import { Prisma } from "./client"

/** Days in which a deleted organization, tenant, membership or account can be restored; then it is purged. */
const restorableDays = 30

/** When something that was deleted then is purged. */
export const purgeDate = (deletedAt: string) => new Date(new Date(deletedAt).getTime() + restorableDays * 86_400_000)

/** What was deleted after this moment can be restored, what was deleted before it is purged. By the database's clock. */
export const restorableSince = Prisma.sql`(now() - make_interval(days => ${restorableDays}::int))`
