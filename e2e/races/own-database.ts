/**
 * The matrix of races calls the services in this process, thousands of times: on a database of its own, no server mails
 * what it causes and PostgreSQL does not log its statements. To be imported before anything that reads a setting.
 */
// In the worker only: Playwright's runner loads every file too, and what it sets all other workers inherit.
if (process.env.TEST_WORKER_INDEX !== undefined)
  process.env.DATABASE_URL = process.env.NANOSTACK_RACES_URL ?? process.env.DATABASE_URL
