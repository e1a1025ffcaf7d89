import { bearer, credentials, cursorAfter, signIn } from "./api"
import { large, medium, type Size, small } from "./fill"
import type { Job } from "./load"
import type { Running } from "./process"
import type { Work } from "./rounds"

const json = { "content-type": "application/json" }
const holds = (rows: number) => (answer: string) => JSON.parse(answer).data.length === rows
const holdsAny = (answer: string) => JSON.parse(answer).data.length > 0

/** Prepares our server's benchmarks. Signs in, and pages through the long list to its page 4,500. */
export async function ours(server: Running, sizes: readonly Size[]): Promise<Work[]> {
  const { origin } = server
  const [admin, busy] = [await signIn(origin, "admin"), await signIn(origin, "busy")]
  const get = (path: string, token = admin, connections = 16): Job => ({
    url: `${origin}${path}`,
    headers: bearer(token),
    connections,
  })
  const work = (id: string, name: string, job: Job, more: Partial<Work> = {}): Work => ({
    id,
    name,
    job,
    server,
    ...more,
  })
  const storm: Job = {
    url: `${origin}/v1/auth/login`,
    method: "POST",
    headers: json,
    body: JSON.stringify(credentials("signer{k}")),
    connections: 8,
  }
  const invite: Job = {
    url: `${origin}/v1/organizations/${small.organization}/invites`,
    method: "POST",
    headers: { ...json, ...bearer(admin) },
    body: JSON.stringify({ email: "invited.{n}@example.com", role: "member" }),
    connections: 8,
  }
  const lists = []
  for (const size of sizes) lists.push(...(await listsOf(size, (path) => get(path), origin, admin)))
  return [
    work("me", "who am I: GET /users/me", get("/v1/users/me")),
    work("me-busy", "the same, a user with 1,000 sessions", get("/v1/users/me", busy)),
    work("me-idle", "the same, one connection", get("/v1/users/me", admin, 1)),
    work("me-storm", "the same, while 8 others sign in", get("/v1/users/me", admin, 1), { beside: storm, seconds: 4 }),
    ...lists.map(([id, name, job, expects]) => work(id, name, job, { expects })),
    work("sign-in", "sign in", storm, { seconds: 6 }),
    work("invite", "create an invite", invite),
  ]
}

type Listed = [id: string, name: string, job: Job, expects: (answer: string) => boolean]

async function listsOf({ organization, members }: Size, get: (path: string) => Job, origin: string, token: string) {
  const of = members.toLocaleString("en")
  const path = `/v1/organizations/${organization}/users`
  const search = (id: string, name: string, q: string): Listed => [
    `${id}-${members}`,
    `search ${name} (${q}) among ${of}`,
    get(`${path}?limit=20&q=${encodeURIComponent(q)}`),
    holdsAny,
  ]
  const first: Listed = [`list-${members}`, `list 20 of ${of}`, get(`${path}?limit=20`), holds(20)]
  if (members === small.members) return [first]
  const rare = String(Math.floor(members * 0.77)).padStart(7, "0")
  return [
    first,
    ...(members === medium.members ? [await page4500(path, get, origin, token)] : []),
    search("begin-2", "beginning of a word", "wh"),
    search("begin", "beginning of a word", "whitfi"),
    search("rare", "any part, rare", rare.slice(1)),
    search("common", "any part, common", "ampl"),
  ]
}

async function page4500(path: string, get: (path: string) => Job, origin: string, token: string): Promise<Listed> {
  const cursor = await cursorAfter(`${origin}${path}`, 4_499 * 20, token)
  return ["page-4500", "page 4,500 of it", get(`${path}?limit=20&cursor=${cursor}`), holds(20)]
}

/** Sizes of a run. */
export const sizesOf = (withLarge: boolean): Size[] => (withLarge ? [small, medium, large] : [small, medium])
