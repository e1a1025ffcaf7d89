import type { Traits, World } from "./world"

/** What an act depends on; an ending removes some of it. */
export type Ground =
  | "password"
  | "address"
  | "no factor"
  | "open account"
  | "first session"
  | "api session"
  | "application session"
  | "grant"
  | "grant of the member"
  | "application"
  | "challenge"
  | "remembered browser"
  | "passkey"
  | "passkey proof"
  | "reset link"
  | "change link"
  | "free address"
  | "verification link"
  | "invite"
  | "invite of the person"
  | "membership"
  | "role"
  | "rank"
  | "tenant role"
  | "organization"
  | "open organization"
  | "tenant"
  | "unproved account"
  | "own membership"
  | "row of the membership"
  | "not a member"
  | "removed membership"
  | "key"
  | "secret of the key"
  | "machine"
  | "secret of the machine"
  | "identity"

/** IDs of what an act has created, to distinguish it from what an ending had to end. */
export type Made = {
  sessions?: string[]
  invites?: string[]
  /** Invites by their addresses. */
  emails?: string[]
  keys?: string[]
  links?: true
  challenges?: true
  identities?: true
  /** A new owner of the account, with a membership. */
  owner?: true
  /** The account of the new owner has no password. */
  withoutPassword?: true
}

export type Act = {
  name: string
  traits: Partial<Traits>
  ground: readonly Ground[]
  /** Whether it pauses at the comparison of a password. */
  comparesPassword?: boolean
  /** Does the reads before the act, as a page or endpoint would, and returns the act. */
  begin: (world: World) => Promise<() => Promise<unknown>>
  made?: (result: never, world: World) => Made
  /** Whether its result gives no access, where that is checked at each request instead of in its transaction. */
  opensNothing?: (result: never, world: World) => Promise<boolean>
}
