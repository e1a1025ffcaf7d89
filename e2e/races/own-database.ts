/**
 * The matrix of races calls the services in this process, thousands of times: on a database of its own, no server mails
 * what it causes and PostgreSQL does not log its statements. To be imported before anything that reads a setting.
 */
process.env.DATABASE_URL = process.env.NANOSTACK_RACES_URL ?? process.env.DATABASE_URL
