import { parseArgs } from "node:util"
import { pool } from "../db"
import { isAppError } from "../errors"
import { canonicalEmail } from "../schema"
import { ask, askSecret, confirm } from "./prompt"
import { makeSuperAdmin, removeSuperAdmin, setPassword, setTenantDeleted, tenantOverview } from "./service"

type Command = { usage: string; run: (args: string[]) => Promise<string> }

/** What the operator can do. Passwords are typed or read from standard input, never given on the command line. */
export const commands: Record<string, Command> = {
  "super-admin create": {
    usage:
      "super-admin create <address>      make somebody a super admin; asks for a password where the address is new or not verified",
    run: async (args) => {
      const email = address(args[0])
      const known = await isKnown(email)
      const name = known ? "" : await ask("Name: ")
      const password = known ? null : await askSecret("Password: ")
      const isNew = await makeSuperAdmin(email, name || email, password)
      return `${email} is a super admin${isNew ? " with a new password" : ""}.`
    },
  },
  "super-admin remove": {
    usage: "super-admin remove <address>      take that rank away again",
    run: async (args) => {
      const email = address(args[0])
      await confirm(`${email} will no longer be a super admin.`, email)
      await removeSuperAdmin(email)
      return `${email} is not a super admin any more.`
    },
  },
  "password set": {
    usage: "password set <address>            set somebody's password and end their sessions",
    run: async (args) => {
      const email = address(args[0])
      await setPassword(email, await askSecret("New password: "))
      return `The password of ${email} is set; their sessions have ended.`
    },
  },
  "tenants list": {
    usage: "tenants list                      every tenant with its size",
    run: async () => table(await tenantOverview()),
  },
  "tenants delete": {
    usage: "tenants delete <id>               close a tenant; its data is erased after 30 days",
    run: async (args) => {
      const id = String(args[0] ?? "")
      await confirm(`Nobody of ${id} will be able to sign in there, and in 30 days its data is erased.`, id)
      await setTenantDeleted(id, true)
      return `${id} is closed. Until it is erased, tenants restore brings it back.`
    },
  },
  "tenants restore": {
    usage: "tenants restore <id>              bring a closed tenant back",
    run: async (args) => {
      await setTenantDeleted(String(args[0] ?? ""), false)
      return `${args[0]} is back.`
    },
  },
}

/**
 * Runs one command line.
 * @returns the exit code: 0, or 1 after a sentence on standard error
 */
export async function main(argv: string[]): Promise<number> {
  try {
    const { positionals } = parseArgs({ args: argv, allowPositionals: true, options: {} })
    const command = commands[positionals.slice(0, 2).join(" ")]
    console.log(command ? await command.run(positionals.slice(2)) : usage())
    return command ? 0 : 1
  } catch (error) {
    console.error(sentence(error))
    return 1
  } finally {
    await pool().end()
  }
}

function usage(): string {
  return [
    "Usage: npm run nanostack -- <command>",
    "",
    ...Object.values(commands).map(({ usage }) => `  ${usage}`),
    "  backup <folder>                   copy the whole database, while everything runs",
    "  backup --verify <folder>          compare a backup with its sums",
    "  restore <folder>                  make the database from a backup, where there is none",
  ].join("\n")
}

function sentence(error: unknown): string {
  if (isAppError(error)) return error.details.fields?.map((field) => field.message).join(" ") ?? error.message
  return error instanceof Error ? error.message : String(error)
}

function address(given: string | undefined): string {
  const email = canonicalEmail(given ?? "")
  if (!email) throw new Error("Give one e-mail address, such as ada@example.com.")
  return email
}

async function isKnown(email: string): Promise<boolean> {
  const { rows } = await pool().query("SELECT 1 FROM users WHERE email = $1 AND email_verified_at IS NOT NULL", [email])
  return rows.length > 0
}

function table(rows: Record<string, unknown>[]): string {
  const [first] = rows
  if (!first) return "There are no tenants yet."
  const names = Object.keys(first)
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => String(row[name]).length)))
  const line = (cells: unknown[]) =>
    cells
      .map((cell, i) => String(cell).padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd()
  return [line(names), ...rows.map((row) => line(names.map((name) => row[name])))].join("\n")
}
