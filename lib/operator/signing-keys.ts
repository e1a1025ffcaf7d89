import { recordEvents, systemTenant } from "../audit-events/record"
import type { Tx } from "../core/db/client"
import { end } from "../endings/end"
import { dropAllKeys, rotateAllKeys } from "../oidc/keys"
import { type Command, Misuse } from "./command"
import { confirm } from "./prompt"

/** Commands about the keys that sign tokens for applications. */
export const signingKeyCommands: Record<string, Command> = {
  "keys rotate": {
    usage: `keys rotate [--compromised]       replace the keys that sign tokens for applications, or drop them immediately
${" ".repeat(36)}and end all sign-ins to applications`,
    compromised: true,
    run: async (args, { compromised, yes }) => {
      if (args.length > 0) throw new Misuse()
      if (!compromised) {
        await rotateAllKeys()
        return "Published new signing keys. They sign in 24 hours; the old ones still verify."
      }
      await confirm("Everyone will be signed out of all applications.", "compromised", yes)
      const sessions = await dropCompromised()
      return `Replaced the signing keys and ended ${sessions.toLocaleString("en")} sign-ins to applications.`
    },
  },
}

async function dropCompromised(): Promise<number> {
  let sessions = 0
  await dropAllKeys(async (tx: Tx) => {
    sessions = (await end(tx, "signing_keys_compromised", {})).sessions
    await recordEvents(tx, "system", [
      { tenantId: systemTenant, action: "session.ended_by_operator", after: { signing_keys: "compromised", sessions } },
    ])
  })
  return sessions
}
