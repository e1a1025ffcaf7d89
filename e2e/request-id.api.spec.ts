import { readFileSync } from "node:fs"
import { db } from "./database"
import { api, expect, newAddress, test } from "./fixtures"
import type { Line } from "./servers"

/** What the server's log says of a request, or null where the log is not at hand. */
function logged(id: string): Line[] | null {
  const file = process.env.NANOSTACK_SERVER_LOG
  if (!file) return null
  const lines = readFileSync(file, "utf8").split("\n")
  return lines.filter((line) => line.startsWith("{") && line.includes(`"${id}"`)).map((line) => JSON.parse(line))
}

for (const given of ["trace_1234-5678", undefined])
  test(`a request ${given ? "that brings its id" : "without an id"} – one id in its answer, its log line, its event, its mail and the mail's log line (R-105)`, async ({
    team,
  }) => {
    const id = given && `${given}${Date.now()}`
    const email = newAddress()
    const made = await team.owner.send<{ id: string }>(
      `POST /organizations/${team.organizationId}/invites`,
      { email, role: "member" },
      { headers: id ? { "x-request-id": id } : {} },
    )
    expect(made.status).toBe(201)
    const requestId = String(made.headers.get("x-request-id"))
    expect(requestId).toMatch(id ? new RegExp(`^${id}$`) : /^req_[0-9a-f]{32}$/)
    const { tenantId } = team
    const events = await db().auditEvent.findMany({ where: { tenantId, targetId: made.data.id } })
    expect(events.map((event) => [event.action, event.requestId])).toEqual([["invite.created", requestId]])
    const mails = await db().mail.findMany({ where: { recipient: email } })
    expect(mails.map((mail) => mail.requestId)).toEqual([requestId])
    if (logged(requestId) === null) return
    await expect
      .poll(
        () =>
          logged(requestId)
            ?.map(({ msg, route, status }) => msg ?? `${route} ${status}`)
            .sort(),
        {
          timeout: 15_000,
        },
      )
      .toEqual(["/v1/organizations/{id}/invites 201", "mail invite, attempt 1 by inbox: sent"])
  })

test("a refused request – its id is in the header, the error and the log (R-105)", async ({ team }) => {
  const refusals = [
    await team.owner.send(`POST /organizations/${team.organizationId}/invites`, { email: "x" }),
    await team.guest.send("GET /users"),
    await api("GET /users/me"),
    await api("GET /nothing"),
    await api("POST /auth/login", { text: "{" }),
  ]
  for (const { headers, error, status } of refusals) {
    expect(error.request_id).toBe(headers.get("x-request-id"))
    if (status === 404) continue // an address that does not exist is nobody's route
    await expect.poll(() => logged(error.request_id)?.map((line) => line.status) ?? [status]).toEqual([status])
  }
})

test("X-Request-Id – a harmless one is kept, any other replaced, and the error names it (R-105)", async () => {
  const kept = await api("GET /users/me", { headers: { "x-request-id": "trace-12345678" } })
  expect([kept.headers.get("x-request-id"), kept.error.request_id]).toEqual(["trace-12345678", "trace-12345678"])
  for (const id of ["short", "x/../../etc", "x".repeat(65), "has space and more", '"}{"a":"b"}']) {
    const { headers, error } = await api("GET /users/me", { headers: { "x-request-id": id } })
    expect(headers.get("x-request-id")).toMatch(/^req_[0-9a-f]{32}$/)
    expect(error.request_id).toBe(headers.get("x-request-id"))
  }
})
