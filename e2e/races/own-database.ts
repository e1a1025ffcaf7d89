/**
 * The race matrix calls the services in this process, thousands of times: on a separate database, no server sends its
 * emails and PostgreSQL does not log its statements. Import it before anything that reads a setting.
 */
// In the worker only: Playwright's runner loads every file too, and all other workers inherit its environment.
if (process.env.TEST_WORKER_INDEX !== undefined)
  process.env.DATABASE_URL = process.env.NANOSTACK_RACES_URL ?? process.env.DATABASE_URL
