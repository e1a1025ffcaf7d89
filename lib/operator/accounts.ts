import { pool } from "../core/db/pool"
import { address, type Command, Misuse } from "./command"
import { ask, askSecret, confirm } from "./prompt"
import { resetFactors, setPassword } from "./service"
import { makeSuperAdmin, removeSuperAdmin } from "./super-admins"
import { personOf } from "./target"

/** Commands about one account. Passwords are typed or read from standard input, never given on the command line. */
export const accountCommands: Record<string, Command> = {
  "super-admin create": {
    usage:
      "super-admin create <address>      make somebody a super admin; asks for a password where the address is new or not verified",
    run: async (args) => {
      const email = address(args[0])
      const known = await isKnown(email)
      const name = known ? "" : await ask("Name: ")
      const password = known ? null : await askSecret("Password: ")
      const isNew = await makeSuperAdmin(email, name || email, password)
      return `${email} is a super admin${isNew ? " with a new account" : ""}.`
    },
  },
  "super-admin remove": {
    usage: "super-admin remove <address>      take that rank away again",
    run: async (args, { yes }) => {
      const email = address(args[0])
      await confirm(`${email} will no longer be a super admin.`, email, yes)
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
  "factors reset": {
    usage: "factors reset <address>           remove two-factor authentication from an account and end its sessions",
    run: async (args, { yes }) => {
      if (args.length !== 1) throw new Misuse()
      const { userId, email } = await personOf(args[0])
      await confirm(`${email} will sign in with the password alone, and is signed out now.`, email, yes)
      if (!(await resetFactors(userId))) return `${email} has no two-factor authentication. Nothing has changed.`
      return `Removed two-factor authentication from ${email} and ended all sessions. They were emailed.`
    },
  },
}

async function isKnown(email: string): Promise<boolean> {
  const { rows } = await pool().query("SELECT 1 FROM users WHERE email = $1 AND email_verified_at IS NOT NULL", [email])
  return rows.length > 0
}
