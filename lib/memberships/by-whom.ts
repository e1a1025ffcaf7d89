import { actorOf, type Caller } from "../core/identity/caller"

/** How an email names who did something: a person, or the API key or machine. */
export function byWhom(caller: Caller): { by: string; by_key: boolean } {
  const { type, name } = actorOf(caller)
  return { by: name, by_key: type !== "user" }
}
