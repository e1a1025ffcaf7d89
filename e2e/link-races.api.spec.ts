import { api, expect, mailTo, register, resetTokensTo, rounds, signIn, test, verify } from "./fixtures"

const spread = (twin: string, i: number) => (i % 2 ? { origin: twin } : {})

test("one reset link used ten times concurrently, on two servers – one password wins, and it works (R-056, R-066)", async ({
  twin,
}) => {
  test.setTimeout(rounds * 3_000 + 30_000)
  for (let round = 0; round < rounds / 4; round++) {
    const person = await register()
    await api("POST /auth/password/forgot", { body: { email: person.email } })
    const { token } = await mailTo(person.email, "reset_password")
    const words = Array.from({ length: 10 }, (_, i) => `a brand new password ${i}`)
    const answers = await Promise.all(
      words.map((new_password, i) =>
        api("POST /auth/password/reset", { body: { token, new_password }, ...spread(twin, i) }),
      ),
    )
    const winners = words.filter((_, i) => answers[i]?.status === 200)
    expect(winners).toHaveLength(1)
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["200", ...Array(9).fill("410 token_expired")])
    expect((await signIn(person.email, winners[0])).id).toBe(person.id)
  }
})

test("three resets requested concurrently, on two servers – one link works, the others are invalid (R-042, R-066)", async ({
  twin,
}) => {
  for (let round = 0; round < rounds / 4; round++) {
    const person = await register()
    const body = { email: person.email }
    await Promise.all([0, 1, 2].map((i) => api("POST /auth/password/forgot", { body, ...spread(twin, i) })))
    const tokens = await resetTokensTo(person.email)
    expect(tokens).toHaveLength(3)
    const outcomes: string[] = []
    for (const [i, token] of tokens.entries()) {
      const reset = { token, new_password: `a brand new password ${i}` }
      outcomes.push((await api("POST /auth/password/reset", { body: reset })).outcome)
    }
    expect(outcomes.sort()).toEqual(["200", "410 token_expired", "410 token_expired"])
  }
})

test("an address verified twice concurrently – one succeeds, the account is verified", async () => {
  const person = await register()
  const answers = await Promise.allSettled([verify(person), verify(person)])
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect((await person.send<{ email_verified: boolean }>("GET /users/me")).data.email_verified).toBe(true)
})
