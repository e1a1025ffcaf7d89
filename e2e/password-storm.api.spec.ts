import { median } from "./clients"
import { expect, newAddress, test } from "./fixtures"
import { anotherServer } from "./servers"

test("POST /auth/login – in a burst of long passwords some get a response, the rest 503, and other requests are served (S-258, R-083)", async ({
  team,
}) => {
  test.setTimeout(90_000)
  const server = await anotherServer({ BCRYPT_COST: "11", RATE_LIMIT_SCALE: "1000" })
  try {
    /** Milliseconds until a response with this status. */
    const time = async (status: number, path: string, more: RequestInit = {}) => {
      const began = performance.now()
      const response = await fetch(server.origin + path, more)
      await response.text()
      expect([path, response.status]).toEqual([path, status])
      return performance.now() - began
    }
    let raging = true
    const body = () => JSON.stringify({ email: newAddress(), password: "p".repeat(128) })
    const headers = { "content-type": "application/json" }
    const alone: number[] = []
    for (let i = 0; i < 5; i++)
      alone.push(await time(401, "/api/v1/auth/login", { method: "POST", headers, body: body() }))
    const storm = Array.from({ length: 150 }, () =>
      fetch(`${server.origin}/api/v1/auth/login`, { method: "POST", headers, body: body() }),
    )
    const done = Promise.all(storm).then((answers) => {
      raging = false
      return answers
    })
    const [probes, others] = [[] as number[], [] as number[]]
    const asMember = { headers: { authorization: `Bearer ${team.member.token}` } }
    while (raging) {
      probes.push(await time(200, "/api/health/live"))
      others.push(await time(200, "/api/v1/users/me", asMember))
    }
    const answers = await done
    const statuses = answers.map(({ status }) => status)
    const refused = answers.filter(({ status }) => status === 503)
    expect([...new Set(statuses)].sort()).toEqual([401, 503])
    expect(refused.every((answer) => Number(answer.headers.get("retry-after")) > 0)).toBe(true)
    expect(others.length).toBeGreaterThan(statuses.filter((status) => status === 401).length)
    // If passwords were hashed on the event loop, every request would wait for at least one.
    expect(p95(probes)).toBeLessThan(median(alone))
    expect(p95(others)).toBeLessThan(median(alone) * 2)
  } finally {
    await server.stop()
  }
})

const p95 = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? 0
