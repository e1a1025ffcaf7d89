import { execFile } from "node:child_process"
import { randomBytes, randomUUID } from "node:crypto"
import { join } from "node:path"
import { promisify } from "node:util"
import { freePort } from "../../e2e/ports"
import { ask, bearer } from "../api"
import { copyRows } from "../copy"
import { addressOf, medium, password } from "../fill"
import type { Job } from "../load"
import { crowd } from "../people"
import { startProcess, surroundings } from "../process"
import { type Home, installInto, type Peer } from "./peer"

// The latest versions need Node 22; this one also runs on 20.
const packages = ["directus@11.3.5"]
export const name = "Directus 11.3.5"
const json = { "content-type": "application/json" }

/** Installs, bootstraps, starts and fills Directus. It has no organizations: all people are in one list. */
export async function start({ folder, databaseUrl, db }: Home): Promise<Peer> {
  await installInto(folder, packages)
  const port = await freePort()
  const env = {
    DB_CLIENT: "pg",
    DB_CONNECTION_STRING: databaseUrl,
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SECRET: randomBytes(32).toString("hex"),
    ADMIN_EMAIL: addressOf("admin"),
    ADMIN_PASSWORD: password,
    ACCESS_TOKEN_TTL: "1d",
    TELEMETRY: "false",
    LOG_LEVEL: "warn",
    // Rate limits are on, but far above the benchmark's load.
    RATE_LIMITER_ENABLED: "true",
    RATE_LIMITER_STORE: "memory",
    RATE_LIMITER_POINTS: "1000000000",
    PRESSURE_LIMITER_ENABLED: "false",
  }
  const program = join(folder, "node_modules/directus/cli.js")
  const options = { cwd: folder, env: { ...surroundings(), ...env }, timeout: 600_000 }
  await promisify(execFile)(process.execPath, [program, "bootstrap"], options)
  const server = await startProcess({
    args: [program, "start"],
    cwd: folder,
    env,
    port,
    ready: "/server/ping",
    seconds: 180,
  })
  const login = async () => {
    const { data } = await ask(`${server.origin}/auth/login`, undefined, { email: addressOf("admin"), password })
    return (data as { access_token: string }).access_token
  }
  await fill(db, server.origin, await login())
  const headers = bearer(await login())
  const get = (path: string, connections = 16): Job => ({ url: server.origin + path, headers, connections })
  const body = JSON.stringify({ email: addressOf("signer{k}"), password })
  return {
    server,
    page: `${server.origin}/admin/login`,
    jobs: {
      me: get("/users/me"),
      "me-idle": get("/users/me", 1),
      "me-storm": get("/users/me", 1),
      list: get("/users?limit=20"),
      page: get("/users?limit=20&page=4500"),
      search: get("/users?limit=20&search=077000"),
      "sign-in": { url: `${server.origin}/auth/login`, method: "POST", headers: json, body, connections: 8 },
    },
  }
}

async function fill(db: Home["db"], origin: string, token: string): Promise<void> {
  const { rows } = await db.query("SELECT role FROM directus_users WHERE email = $1", [addressOf("admin")])
  for (let k = 0; k < 8; k++)
    await ask(`${origin}/users`, token, { email: addressOf(`signer${k}`), password, role: rows[0].role })
  const users = [...crowd(medium.group, medium.members)].map(({ name, email }) => {
    const [first = "", ...last] = name.split(" ")
    return [randomUUID(), first, last.join(" "), email, "active", rows[0].role]
  })
  await copyRows(db, "directus_users (id, first_name, last_name, email, status, role)", users)
  await db.query("VACUUM ANALYZE")
}
