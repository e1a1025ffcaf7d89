import { Secret, TOTP } from "otpauth"
import { callerOfAccessToken } from "../lib/core/identity/token-caller"
import { beginSecondFactor, confirmSecondFactor } from "../lib/second-factor/set-up"
import { api } from "./api"
import { good, type Person, personOf, type Tokens } from "./people"

/** Turns on two-factor authentication, as the profile page does. `code(n)` is the app's code of `n` steps from now. */
export async function turnOnTwoFactor({ token }: Person) {
  const me = await callerOfAccessToken(token)
  const secret = Secret.fromBase32((await beginSecondFactor(me)).secret)
  const app = new TOTP({ algorithm: "SHA1", digits: 6, period: 30, secret })
  const code = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 })
  return { code, recovery: await confirmSecondFactor(me, code(-1)) }
}

/** Signs someone in again by password and a code of two-factor authentication, which is turned on first. */
export async function withTwoFactor(person: Person): Promise<Person> {
  const { recovery } = await turnOnTwoFactor(person)
  const asked = await api("POST /auth/login", { body: { email: person.email, password: person.password } })
  const { challenge } = asked.error as unknown as { challenge: string }
  const answer = await api<Tokens>("POST /auth/second-factor", { body: { challenge, code: recovery[0] } })
  return personOf(good(answer), person.password)
}
