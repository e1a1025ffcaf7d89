import { type Command, count } from "./command"
import { revokeKeysOf } from "./keys"
import { revokeLinksOf } from "./links"
import { confirm } from "./prompt"
import { endSessionsOf } from "./sessions"
import { type Target, targetOf, wordOf } from "./target"

/** Commands that revoke outstanding credentials, after a leak or a restored backup. */
export const revokeCommands: Record<string, Command> = {
  "sessions end": revoking(
    "sessions end",
    "sign users out: ends sessions and sign-ins in progress",
    (target) => `${people(target)} will be signed out everywhere and notified by email.`,
    async (target) => {
      const ended = await endSessionsOf(target)
      const challenges = count(ended.challenges, "sign-in challenge")
      return `Ended ${count(ended.sessions, "session")} and ${challenges} of ${count(ended.people, "person", "people")}.`
    },
  ),
  "keys revoke": revoking(
    "keys revoke",
    "revoke API keys and the pending invitations they created",
    (target) => `${things("API keys", target)} will be revoked. Their creators will be notified by email.`,
    async (target) => {
      const revoked = await revokeKeysOf(target)
      return `Revoked ${count(revoked.api_keys, "API key")} and ${count(revoked.invites, "pending invitation")}.`
    },
  ),
  "links revoke": revoking(
    "links revoke",
    "revoke emailed links and pending invitations",
    (target) =>
      `${things("Emailed links and pending invitations", target)} will be revoked. Creators of the invitations will be notified by email.`,
    async (target) => {
      const revoked = await revokeLinksOf(target)
      return `Revoked ${count(revoked.links, "emailed link")} and ${count(revoked.invites, "pending invitation")}.`
    },
  ),
}

function revoking(
  name: string,
  about: string,
  warning: (target: Target) => string,
  act: (target: Target) => Promise<string>,
): Command {
  return {
    usage: `${name} <email> | --organization <id> | --tenant <id> | --all\n${" ".repeat(36)}${about}`,
    targets: true,
    run: async (args, options) => {
      const target = await targetOf(args, options)
      await confirm(warning(target), wordOf(target), options.yes)
      return act(target).catch((error: unknown) => {
        console.error(
          "Stopped before it was complete. What was revoked stays revoked. Run the command again for the rest.",
        )
        throw error
      })
    },
  }
}

function people(target: Target): string {
  if (target.kind === "person") return target.email
  return target.kind === "all" ? "Everyone on this installation" : `Everyone in ${wordOf(target)}`
}

function things(what: string, target: Target): string {
  return target.kind === "all" ? `${what} of the whole installation` : `${what} of ${wordOf(target)}`
}
