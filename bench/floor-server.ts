import { createServer } from "node:http"
import { serve } from "@hono/node-server"
import { Hono } from "hono"
import pg from "pg"
import { medium, small, tenant } from "./fill"

/** Baselines: a constant by plain Node and through Hono, and the list's main query by `pg` alone. */
const { FLOOR_PORT, HONO_PORT, PG_PORT, DATABASE_URL } = process.env
const constant = JSON.stringify({ id: "user_1", name: "Ada Winter", email: "ada@example.com", role: "member" })
const json = { "content-type": "application/json" }
const host = "127.0.0.1"

const parent = process.ppid
setInterval(() => process.ppid === parent || process.exit(1), 1000).unref()
process.on("SIGTERM", () => process.exit())

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })
const sql = `
  SELECT user_id AS id, tenant_id, organization_id, role, permissions, name, email, external_id, metadata, version,
    CASE WHEN status = 'active' AND expires_at <= now() THEN 'expired' ELSE status END AS status,
    last_seen_at, expires_at, created_at, updated_at
  FROM memberships WHERE tenant_id = $1 AND deleted_at IS NULL AND organization_id = $2
  ORDER BY name_sort, user_id LIMIT 21`

createServer((req, res) => {
  const organization = req.url === "/medium" ? medium.organization : small.organization
  pool.query(sql, [tenant, organization]).then(
    ({ rows }) => res.writeHead(200, json).end(JSON.stringify({ data: rows.slice(0, 20) })),
    (error) => res.writeHead(500).end(String(error)),
  )
}).listen(Number(PG_PORT), host)

const hono = new Hono().get("/", (c) => c.body(constant, 200, json))
serve({ fetch: hono.fetch, port: Number(HONO_PORT), hostname: host })

createServer((_, res) => res.writeHead(200, json).end(constant)).listen(Number(FLOOR_PORT), host)
