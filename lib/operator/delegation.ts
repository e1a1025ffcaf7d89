import { setDelegation } from "../api-keys/delegate"
import { type Command, Misuse } from "./command"

/** Commands about API keys that pass on their clients' addresses. */
export const delegationCommands: Record<string, Command> = {
  "keys delegate": {
    usage: `keys delegate <key id>            let an API key pass on its clients' addresses at sign-in`,
    run: async (args) => `API key "${await change(args, true)}" can now send Nanostack-Client-Address.`,
  },
  "keys undelegate": {
    usage: "keys undelegate <key id>          revoke that",
    run: async (args) => `API key "${await change(args, false)}" can no longer send Nanostack-Client-Address.`,
  },
}

async function change(args: string[], granted: boolean): Promise<string> {
  const [id] = args
  if (id === undefined || args.length !== 1) throw new Misuse()
  const name = await setDelegation(id, granted)
  if (name === null) throw new Error(`There is no API key ${id}.`)
  return name
}
