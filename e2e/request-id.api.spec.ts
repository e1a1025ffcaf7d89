import { readFileSync } from "node:fs"
import { db } from "./database"
import { api, expect, newAddress, test } from "./fixtures"
import type { Line } from "./servers"

const ours = /^req_[0-9a-f]{32}$/

/** Returns the server's log lines of a request, or null where the log is not available. */
function logged(id: string): Line[] | null {
  const file = process.env.NANOSTACK_SERVER_LOG
  if (!file) return null
  const lines = readFileSync(file, "utf8").split("\n")
  return lines.filter((line) => line.startsWith("{") && line.includes(`"${id}"`)).map((line) => JSON.parse(line))
}

for (const given of ["trace_1234-5678", undefined])
  test(`a request ${given ? "with an ID" : "without an ID"} – the response returns it; ours is in its log line, event, email and the email's log line (R-105, N-16)`, async ({
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
    const shown = String(made.headers.get("x-request-id"))
    expect(shown).toMatch(id ? new RegExp(`^${id}$`) : ours)
    const { tenantId } = team
    const events = await db().auditEvent.findMany({ where: { tenantId, targetId: made.data.id } })
    const requestId = String(events[0]?.requestId)
    expect(requestId).toMatch(ours)
    if (!id) expect(requestId).toBe(shown)
    expect(events.map((event) => event.action)).toEqual(["invite.created"])
    const mails = await db().mail.findMany({ where: { recipient: email } })
    expect(mails.map((mail) => mail.requestId)).toEqual([requestId])
    if (logged(requestId) === null) return
    if (id)
      await expect
        .poll(() => logged(id)?.map((line) => [line.request_id, line.client_request_id]))
        .toEqual([[requestId, id]])
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

test("a refused request – its ID is in the header, the error and the log (R-105)", async ({ team }) => {
  const refusals = [
    await team.owner.send(`POST /organizations/${team.organizationId}/invites`, { email: "x" }),
    await team.guest.send("GET /users"),
    await api("GET /users/me"),
    await api("GET /nothing"),
    await api("POST /auth/login", { text: "{" }),
  ]
  for (const { headers, error, status } of refusals) {
    expect(error.request_id).toBe(headers.get("x-request-id"))
    await expect.poll(() => logged(error.request_id)?.map((line) => line.status) ?? [status]).toEqual([status])
  }
})

test("X-Request-Id – a harmless one is kept, any other replaced, and the error names it (R-105)", async () => {
  const kept = await api("GET /users/me", { headers: { "x-request-id": "trace-12345678" } })
  expect([kept.headers.get("x-request-id"), kept.error.request_id]).toEqual(["trace-12345678", "trace-12345678"])
  for (const id of ["x", "x".repeat(64)]) {
    const { headers, error } = await api("GET /users/me", { headers: { "x-request-id": id } })
    expect([headers.get("x-request-id"), error.request_id]).toEqual([id, id])
  }
  for (const id of ["x/../../etc", "x".repeat(65), "has space and more", '"}{"a":"b"}']) {
    const { headers, error } = await api("GET /users/me", { headers: { "x-request-id": id } })
    expect(headers.get("x-request-id")).toMatch(ours)
    expect(error.request_id).toBe(headers.get("x-request-id"))
  }
})
