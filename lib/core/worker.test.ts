import { expect, test } from "vitest"
import { liveChanges, migrate, pendingMigrations } from "../../prisma/migrate"
import { scratchDatabase } from "../../prisma/scratch"
import { installQueue } from "./worker"

test("the queue's own tables do not block any migration, in either order", async () => {
  const { url, drop } = await scratchDatabase(String(process.env.DATABASE_URL))
  await installQueue(url)
  await migrate(url)
  await installQueue(url)
  expect(await liveChanges(url)).toBe("")
  expect(await pendingMigrations(url)).toEqual([])
  await drop()
})
