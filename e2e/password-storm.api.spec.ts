import { expect, newAddress, test } from "./fixtures"
import { anotherServer } from "./servers"

test("a storm of sign-ins with long passwords – some are answered, the rest hears 503, and others are served meanwhile (S-258)", async ({
  team,
}) => {
  test.setTimeout(90_000)
  const server = await anotherServer({ BCRYPT_COST: "11", RATE_LIMIT_SCALE: "1000" })
  try {
    let raging = true
    const body = () => JSON.stringify({ email: newAddress(), password: "p".repeat(128) })
    const headers = { "content-type": "application/json" }
    const storm = Array.from({ length: 150 }, () =>
      fetch(`${server.origin}/api/v1/auth/login`, { method: "POST", headers, body: body() }),
    )
    const done = Promise.all(storm).then((answers) => {
      raging = false
      return answers
    })
    let served = 0
    while (raging) {
      expect((await fetch(`${server.origin}/api/health/live`)).status).toBe(200)
      const me = await fetch(`${server.origin}/api/v1/users/me`, {
        headers: { authorization: `Bearer ${team.member.token}` },
      })
      expect(me.status).toBe(200)
      served++
    }
    const answers = await done
    const statuses = answers.map(({ status }) => status)
    const refused = answers.filter(({ status }) => status === 503)
    expect([...new Set(statuses)].sort()).toEqual([401, 503])
    expect(refused.every((answer) => Number(answer.headers.get("retry-after")) > 0)).toBe(true)
    expect(served).toBeGreaterThan(statuses.filter((status) => status === 401).length)
  } finally {
    await server.stop()
  }
})
