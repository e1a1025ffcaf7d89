import bcrypt from "bcryptjs"

/**
 * Runs bcrypt in a worker thread, because in JavaScript it keeps a core busy for a third of a second. Plain JavaScript,
 * referenced by its path: bundlers cannot follow a worker.
 * @param {{ text: string, hash?: string, cost?: number }} task with `hash` to compare, with `cost` to hash
 * @returns {string | boolean}
 */
export default function work({ text, hash, cost }) {
  return hash === undefined ? bcrypt.hashSync(text, cost) : bcrypt.compareSync(text, hash)
}
