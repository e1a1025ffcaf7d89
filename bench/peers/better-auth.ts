import { randomBytes } from "node:crypto"
import { copyFileSync } from "node:fs"
import { join } from "node:path"
import { freePort } from "../../e2e/ports"
import { ask, bearer } from "../api"
import { copyRows } from "../copy"
import { addressOf, medium, password } from "../fill"
import type { Job } from "../load"
import { crowd } from "../people"
import { startProcess } from "../process"
import { type Home, installInto, type Peer } from "./peer"

const packages = ["better-auth@1.7.25", "hono@4.13.19", "@hono/node-server@2.1.9", "pg@8.23.1"]
export const name = "better-auth 1.7.25 (Hono)"
const json = { "content-type": "application/json" }
const organization = "org_medium"

/** Installs, starts and fills better-auth with its organization, admin and bearer plugins. */
export async function start({ folder, databaseUrl, db }: Home): Promise<Peer> {
  await installInto(folder, packages)
  copyFileSync(join(process.cwd(), "bench/peers/better-auth-server.mjs"), join(folder, "server.mjs"))
  const port = await freePort()
  const env = { DATABASE_URL: databaseUrl, PORT: String(port), SECRET: randomBytes(32).toString("hex") }
  const server = await startProcess({ args: ["server.mjs"], cwd: folder, env, port, ready: "/ready" })
  const api = `${server.origin}/api/auth`
  for (const account of ["admin", ...Array.from({ length: 8 }, (_, k) => `signer${k}`)])
    await ask(`${api}/sign-up/email`, undefined, { email: addressOf(account), password, name: account })
  await fill(db)
  const { token } = await ask(`${api}/sign-in/email`, undefined, { email: addressOf("admin"), password })
  const get = (path: string, connections = 16): Job => ({
    url: api + path,
    headers: bearer(String(token)),
    connections,
  })
  const members = `/organization/list-members?organizationId=${organization}&limit=20`
  const body = JSON.stringify({ email: addressOf("signer{k}"), password })
  const headers = { ...json, origin: server.origin }
  return {
    server,
    jobs: {
      me: get("/get-session"),
      "me-idle": get("/get-session", 1),
      "me-storm": get("/get-session", 1),
      list: get(members),
      page: get(`${members}&offset=${4_499 * 20}`),
      // Members cannot be searched; users can, by an administrator.
      search: get("/admin/list-users?limit=20&searchField=email&searchOperator=contains&searchValue=077000"),
      "sign-in": { url: `${api}/sign-in/email`, method: "POST", headers, body, connections: 8 },
    },
  }
}

async function fill(db: Home["db"]): Promise<void> {
  const people = [...crowd(medium.group, medium.members)]
  const users = people.map(({ id, name, email, joined }) => [id, name, email, true, joined, joined])
  await copyRows(db, `"user" (id, name, email, "emailVerified", "createdAt", "updatedAt")`, users)
  await db.query(`INSERT INTO organization (id, name, slug, "createdAt") VALUES ($1, $1, $1, now())`, [organization])
  const members = people.map(({ id, joined }) => [`m_${id}`, organization, id, "member", joined])
  await copyRows(db, `member (id, "organizationId", "userId", role, "createdAt")`, members)
  const admin = [organization, addressOf("admin")]
  await db.query(
    `INSERT INTO member (id, "organizationId", "userId", role, "createdAt")
     SELECT 'm_admin', $1, id, 'admin', now() FROM "user" WHERE email = $2`,
    admin,
  )
  await db.query(`UPDATE "user" SET role = 'admin' WHERE email = $1`, admin.slice(1))
  await db.query("VACUUM ANALYZE")
}
