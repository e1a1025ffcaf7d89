// Concurrent test files use separate databases, by worker number.
const { DATABASE_URL, NANOSTACK_TEST_WORKERS, VITEST_POOL_ID } = process.env
if (DATABASE_URL && NANOSTACK_TEST_WORKERS)
  process.env.DATABASE_URL = `${DATABASE_URL}_${Number(VITEST_POOL_ID) % Number(NANOSTACK_TEST_WORKERS)}`
