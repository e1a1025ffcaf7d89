import { execFile } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { promisify } from "node:util"
import type { Client } from "pg"
import type { Job } from "../load"
import type { Running } from "../process"
import { surroundings } from "../process"

/** Benchmarks common to all systems, by their name in the table. */
export const kinds = {
  me: "who am I",
  "me-idle": "who am I, one connection",
  "me-storm": "who am I, while 8 others sign in",
  list: "list 20 of 100,000",
  page: "page 4,500 of it",
  search: "search any part, rare, among 100,000",
  "sign-in": "sign in",
} as const
export type Kind = keyof typeof kinds

/** Another system, filled and running. `jobs` lacks the benchmarks that it does not support. */
export type Peer = { server: Running; jobs: Partial<Record<Kind, Job>>; page?: string }

/** Environment of a peer: an empty folder, an empty database, and a connection to it. */
export type Home = { folder: string; databaseUrl: string; db: Client }

/** Installs packages of exact versions from npm into the folder, as its users would. */
export async function installInto(folder: string, packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  writeFileSync(`${folder}/package.json`, `{ "private": true, "type": "module" }`)
  const args = ["install", "--save-exact", "--no-audit", "--no-fund", "--loglevel=error", ...packages]
  const npm = process.env.npm_execpath
  const [file, first] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []]
  const env = { ...surroundings(), NODE_ENV: "development" as const }
  await promisify(execFile)(file, [...first, ...args], { cwd: folder, env, timeout: 1_500_000, maxBuffer: 1e8 })
}
