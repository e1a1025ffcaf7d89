import { freePort } from "../e2e/ports"
import { type Running, startProcess } from "./process"
import type { Work } from "./rounds"

/** Starts the server of the baselines. */
export async function startFloors(databaseUrl: string): Promise<{ server: Running; work: Work[] }> {
  const [plain, hono, raw] = [await freePort(), await freePort(), await freePort()]
  const env = { FLOOR_PORT: String(plain), HONO_PORT: String(hono), PG_PORT: String(raw), DATABASE_URL: databaseUrl }
  const server = await startProcess({ args: ["dist/bench/floor-server.js"], env, port: plain, ready: "/" })
  const floor = (id: string, name: string, port: number, path = "/"): Work => ({
    id,
    name: `floor: ${name}`,
    job: { url: `http://127.0.0.1:${port}${path}`, connections: 16 },
    server,
    expects: (answer) => answer.includes("name"),
  })
  const work = [
    floor("plain", "plain Node, a constant", plain),
    floor("hono", "Hono on plain Node, a constant", hono),
    floor("raw-small", "raw pg, 20 of 1,000", raw, "/small"),
    floor("raw-medium", "raw pg, 20 of 100,000", raw, "/medium"),
  ]
  return { server, work }
}
