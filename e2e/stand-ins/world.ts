import { randomBytes } from "node:crypto"
import { test as base } from "../fixtures"
import { anotherServer } from "../servers"
import { StandInGithub } from "./github"
import { Guest } from "./guest"
import { client, StandInIssuer } from "./issuer"

export type World = {
  /** A server that these can be signed in to with. */
  origin: string
  /** Decides about the addresses of `owned`. */
  acme: StandInIssuer
  /** Decides about none. */
  other: StandInIssuer
  github: StandInGithub
  guest: () => Guest
  /** The server's output. */
  printed: () => string
  stop: () => Promise<void>
}

/** The domain that the first issuer decides about. */
export const owned = "owned.example.com"

/** A new address that the first issuer decides about. */
export const ownedAddress = () => `person.${randomBytes(6).toString("hex")}@${owned}`

/** A new name of a person at a service. */
export const newSubject = () => randomBytes(8).toString("hex")

/** Starts two issuers, a GitHub, and a server that has them as providers. */
export async function startWorld(more: Record<string, string> = {}): Promise<World> {
  const [acme, other, github] = [await StandInIssuer.start(), await StandInIssuer.start(), await StandInGithub.start()]
  const at = (prefix: string) => ({ [`${prefix}_CLIENT_ID`]: client.id, [`${prefix}_CLIENT_SECRET`]: client.secret })
  const server = await anotherServer({
    // The address of this server, not of the default one: the browser comes back to it.
    PUBLIC_URL: "",
    ...at("OIDC_ACME"),
    OIDC_ACME_ISSUER: acme.url,
    OIDC_ACME_LABEL: "Acme ID",
    OIDC_ACME_AUTHORITATIVE_FOR: owned,
    ...at("OIDC_OTHER"),
    OIDC_OTHER_ISSUER: other.url,
    OIDC_OTHER_LABEL: "Other ID",
    ...at("GITHUB"),
    GITHUB_URL: github.url,
    ...more,
  })
  const printed = server.printed
  const stop = async () => {
    await server.stop()
    for (const one of [acme, other, github]) one.stop()
  }
  return { origin: server.origin, acme, other, github, guest: () => new Guest(server.origin), printed, stop }
}

/** Tests with stand-ins of other services, started once per worker. */
export const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
    async ({}, use) => {
      const world = await startWorld()
      await use(world)
      await world.stop()
    },
    { scope: "worker", timeout: 90_000 },
  ],
})
