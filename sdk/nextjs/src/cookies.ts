import { type Settings, settings } from "./settings"

/** Cookies of a request by their names. */
export type Jar = Map<string, string>

/** A cookie of a response. */
export type Change = { name: string; value: string; seconds: number }

/** Characters of a cookie. Browsers accept 4,096 bytes with name and attributes. */
const size = 3_500

/** Seconds: browsers keep cookies for 400 days at most. */
const longest = 400 * 86_400

/** Seconds that a session's cookie is kept after it was renewed last. */
export const sessionSeconds = 30 * 86_400

export const jarOf = (cookies: { name: string; value: string }[]): Jar =>
  new Map(cookies.map(({ name, value }) => [name, value]))

/** Name of the cookie that names the session of this browser. Applications on other ports share cookies on loopback. */
export const anchorOf = ({ secure, clientId }: Pick<Settings, "secure" | "clientId">) =>
  secure ? "__Host-nanostack" : `nanostack-${clientId}`

const anchor = () => anchorOf(settings())
const attemptPrefix = () => `${anchor()}.attempt.`
const attemptName = (state: string) => attemptPrefix() + state.slice(0, 16)

/**
 * The session of this browser: an ID that is written at sign-in only, and its sealed content under a name with that ID,
 * which is written again whenever it is renewed. So the late response of an earlier request can restore the content
 * of a session that has ended, but not the ID that makes it count.
 */
export function readSealed(jar: Jar): { id: string; sealed: string } | null {
  const id = jar.get(anchor()) ?? ""
  if (!/^[\w-]{22}$/.test(id)) return null
  const parts: string[] = []
  for (let part: string | undefined; ; parts.push(part)) {
    part = jar.get(`${anchor()}.${id}.${parts.length}`)
    if (part === undefined) break
  }
  return { id, sealed: parts.join("") }
}

/** Writes the content of a session, and removes what this request has of others. */
export function writeSealed(jar: Jar, id: string, sealed: string): Change[] {
  const parts = sealed.match(new RegExp(`.{1,${size}}`, "g")) ?? []
  const written = parts.map((value, i) => ({ name: `${anchor()}.${id}.${i}`, value, seconds: sessionSeconds }))
  const names = new Set(written.map(({ name }) => name))
  return [...removeSealed(jar).filter(({ name }) => !names.has(name)), ...written]
}

/** Names the session of this browser. */
export const writeAnchor = (id: string): Change => ({ name: anchor(), value: id, seconds: longest })
export const removeAnchor = (): Change => ({ name: anchor(), value: "", seconds: 0 })

/** Removes the contents of all sessions that this request has. */
export const removeSealed = (jar: Jar): Change[] =>
  [...jar.keys()].filter((name) => isSealed(name)).map((name) => ({ name, value: "", seconds: 0 }))

const isSealed = (name: string) => name.startsWith(`${anchor()}.`) && !name.startsWith(attemptPrefix())

const leftName = () => `${anchor()}-left`

/** Whether someone has signed out: the next sign-in asks for the account, since Nanostack may still know the person. */
export const hasLeft = (jar: Jar) => jar.has(leftName())
export const writeLeft = (): Change => ({ name: leftName(), value: "1", seconds: longest })
export const removeLeft = (): Change => ({ name: leftName(), value: "", seconds: 0 })

/** Seconds for which a sign-in can be completed: as long as Nanostack waits for the person. */
export const attemptSeconds = 3_600

export const readAttempt = (jar: Jar, state: string) => jar.get(attemptName(state)) ?? ""
export const removeAttempt = (state: string): Change => ({ name: attemptName(state), value: "", seconds: 0 })

/** Keeps a sign-in that was started, and the four before it: each tab completes its own. */
export function writeAttempt(jar: Jar, state: string, sealed: string): Change[] {
  const earlier = [...jar.keys()].filter((name) => name.startsWith(attemptPrefix())).slice(0, -4)
  const removed = earlier.map((name) => ({ name, value: "", seconds: 0 }))
  return [...removed, { name: attemptName(state), value: sealed, seconds: attemptSeconds }]
}

/** A cookie as a response header. */
export function headerOf({ name, value, seconds }: Change): string {
  const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}`
  return `${name}=${value}; ${flags}${settings().secure ? "; Secure" : ""}`
}

/** The cookies of a request as they are after changes. */
export function applied(jar: Jar, changes: Change[]): Jar {
  const next = new Map(jar)
  for (const { name, value, seconds } of changes) seconds > 0 ? next.set(name, value) : next.delete(name)
  return next
}
