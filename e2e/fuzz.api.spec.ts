import { randomInt } from "node:crypto"
import fc from "fast-check"
import { fitting, hostile, nearly, type Schema } from "./arbitrary"
import { bodySchema, operations, type Row } from "./document"
import { api, expect, newTeam, register, type Team, test } from "./fixtures"
import { fill, queryOf, type Targets, targetsOf } from "./samples"

/** Printed with the findings; `FUZZ_SEED=… npm test -- e2e fuzz` repeats them. */
const seed = Number(process.env.FUZZ_SEED ?? randomInt(2 ** 31))
/** Requests per operation. */
const runs = process.env.TEST_LONG ? 600 : 16

test.setTimeout(600_000)
const shards = 3

/** Mostly `usual`, occasionally something else. */
const rarely = <T, U>(usual: T, odd: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: odd })

async function requestsFor({ operation }: Row) {
  const schema = (await bodySchema(operation)) as Schema | undefined
  const valid = schema ? await fitting(schema) : fc.constant(undefined)
  const body = fc.oneof(
    { weight: 6, arbitrary: valid },
    { weight: schema ? 3 : 0, arbitrary: nearly(valid) },
    { weight: 1, arbitrary: hostile },
  )
  const taken = (operation.parameters ?? []).filter((parameter) => parameter.in === "query")
  const named = taken.map(async ({ name, schema }) => {
    const value = fc.oneof({ weight: 4, arbitrary: await fitting(schema as Schema) }, { weight: 1, arbitrary: hostile })
    return value.map((one): [string, string] => [name, textOf(one)])
  })
  const query = taken.length > 0 ? fc.array(fc.oneof(...(await Promise.all(named))), { maxLength: 3 }) : fc.constant([])
  const headers = fc.record({
    "idempotency-key": rarely(undefined, fc.string({ unit: "grapheme-ascii", maxLength: 300 })),
    "if-match": rarely(undefined, fc.constantFrom('"1"', "*", '"x"', "W/1")),
    accept: rarely(undefined, fc.constantFrom("*/*", "application/xml", "x")),
    "content-type": rarely("application/json", fc.constantFrom("text/plain", "application/json; charset=utf-7", "x")),
  })
  const place = fc.constantFrom<Place>("own", "own", "own", "own", "foreign", "hostile")
  return fc.record({ body, query, headers, place, raw: rarely(undefined, fc.string()) })
}

type Place = "own" | "foreign" | "hostile"

const textOf = (value: unknown) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 4_000)
// HTTP clients reject line breaks and other control characters in headers.
const sendable = (headers: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value.replace(/[^\x20-\x7e]/g, "?")]] : [])),
  )

/** Returns the sender: replaced when a valid request has ended their session. */
async function sender(team: Team | undefined): Promise<Team> {
  if (team && (await team.owner.send("GET /users/me")).status === 200) return team
  return newTeam()
}

for (let shard = 0; shard < shards; shard++)
  test(`every operation with ${runs} valid, nearly valid and hostile requests – part ${shard + 1} of ${shards}`, async ({
    foreign,
  }) => {
    const rows = (await operations()).filter((_, i) => i % shards === shard)
    const theirs = await targetsOf(foreign)
    const counts: Record<string, number> = {}
    let team: Team | undefined
    for (const row of rows) {
      team = await sender(team)
      const targets = { own: await targetsOf(team), foreign: theirs, hostile: await oddIds() }
      const token = team.owner.token
      await fc.assert(
        fc.asyncProperty(await requestsFor(row), async ({ body, query, headers, place, raw }) => {
          const where = targets[place]
          const search = new URLSearchParams([...new URLSearchParams(queryOf(row.operation, where)), ...query])
          const text = row.method === "GET" ? undefined : (raw ?? JSON.stringify(body))
          const answer = await api(`${row.method} ${fill(row.path, where)}?${search}`, {
            token,
            headers: sendable(headers),
            ...(text === undefined ? {} : { text }),
          }).catch((error: Error) => {
            throw new Error(`${row.method} ${row.path}?${search} ${text?.slice(0, 300)}: ${error.message}`)
          })
          expect(answer.text, "another tenant's canary").not.toContain(foreign.canary)
          counts[answer.status] = (counts[answer.status] ?? 0) + 1
        }),
        { seed, numRuns: runs, endOnFailure: !process.env.TEST_LONG, includeErrorInReport: true },
      )
    }
    console.log(`fuzz: seed ${seed}, answers ${JSON.stringify(counts)}`)
    // Both valid and invalid requests were sent.
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(["200", "400", "404", "422"]))
  })

async function oddIds(): Promise<Targets> {
  const { organizationId, tenantId, id } = await register()
  return {
    organization: encodeURIComponent(`${organizationId}' OR 1=1`),
    tenant: encodeURIComponent(`${tenantId}%00`),
    user: `${id}%2f..`,
    invite: "inv_%F0%9F%92%A9",
    session: `ses_${"0".repeat(5_000)}`,
    key: "key_%252e%252e",
    device: "dev_%00",
    application: "app_%27%3B--",
    secret: "sec_%00",
    api: "api_%252f",
    grant: `grant_${"0".repeat(5_000)}`,
    identity: `idn_${"0".repeat(5_000)}`,
    role: "role_%00",
    permission: "a:%F0%9F%92%A9",
    passkey: "passkey_%00",
  }
}
