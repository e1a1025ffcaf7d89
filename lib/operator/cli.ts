import { parseArgs } from "node:util"
import { pool } from "../core/db/pool"
import { isAppError } from "../core/errors"
import { englishFields, englishText } from "../core/http/english"
import { accountCommands } from "./accounts"
import { applicationCommands } from "./applications"
import { type Command, Misuse, type Options, options } from "./command"
import { delegationCommands } from "./delegation"
import { revokeCommands } from "./revoke"
import { signingKeyCommands } from "./signing-keys"
import { tenantCommands } from "./tenants"

/** All operator commands. */
export const commands: Record<string, Command> = {
  ...accountCommands,
  ...tenantCommands,
  ...revokeCommands,
  ...delegationCommands,
  ...signingKeyCommands,
  ...applicationCommands,
}

/**
 * Runs one command line.
 * @returns the exit code: 0, or 1 after printing the usage or an error message on standard error
 */
export async function main(argv: string[]): Promise<number> {
  try {
    const { positionals, values } = parseArgs({ args: argv, allowPositionals: true, options })
    const command = commands[positionals.slice(0, 2).join(" ")]
    if (!command || !accepts(command, values)) throw new Misuse()
    console.log(await command.run(positionals.slice(2), values))
    return 0
  } catch (error) {
    if (error instanceof Misuse) console.log(usage())
    else console.error(sentence(error))
    return 1
  } finally {
    await pool().end()
  }
}

/** Whether a command takes all options that were given. */
function accepts(command: Command, { organization, tenant, all, compromised, type, redirect }: Options): boolean {
  const given = (...values: unknown[]) => values.some((value) => value !== undefined)
  if (given(organization, tenant, all) && !command.targets) return false
  if (given(type, redirect) && !command.applications) return false
  return !compromised || command.compromised === true
}

function usage(): string {
  return [
    "Usage: npm run nanostack -- <command>",
    "",
    ...Object.values(commands).map(({ usage }) => `  ${usage}`),
    "  import <file.csv>                 create or update people through the API; see docs/api.md",
    "  backup <folder>                   back up the whole database while it runs",
    "  backup --verify <folder>          verify the checksums of a backup",
    "  restore <folder>                  restore a backup into an empty database",
    "",
    "Destructive commands ask you to type a word first. --yes skips that.",
  ].join("\n")
}

function sentence(error: unknown): string {
  if (isAppError(error)) {
    const fields = englishFields(error.details.fields ?? [])
    return fields.length > 0 ? fields.map(({ message }) => message).join(" ") : englishText(error)
  }
  return error instanceof Error ? error.message : String(error)
}
