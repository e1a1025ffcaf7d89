import { pool } from "../core/db/pool"
import { address, type Command, Misuse } from "./command"
import { ask, askSecret, confirm } from "./prompt"
import { resetFactors, setPassword } from "./service"
import { makeSuperAdmin, removeSuperAdmin } from "./super-admins"
import { personOf } from "./target"

/** Commands about one account. Passwords are typed or read from standard input, never passed as arguments. */
export const accountCommands: Record<string, Command> = {
  "super-admin create": {
    usage:
      "super-admin create <email>        make a user a super admin; asks for a password if the email is new or not verified",
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
    usage: "super-admin remove <email>        remove the role of super admin",
    run: async (args, { yes }) => {
      const email = address(args[0])
      await confirm(`${email} will no longer be a super admin.`, email, yes)
      await removeSuperAdmin(email)
      return `${email} is no longer a super admin.`
    },
  },
  "password set": {
    usage: "password set <email>              set a user's password and end their sessions",
    run: async (args) => {
      const email = address(args[0])
      await setPassword(email, await askSecret("New password: "))
      return `Set the password of ${email} and ended their sessions.`
    },
  },
  "factors reset": {
    usage: "factors reset <email>             remove two-factor authentication from an account and end its sessions",
    run: async (args, { yes }) => {
      if (args.length !== 1) throw new Misuse()
      const { userId, email } = await personOf(args[0])
      await confirm(`${email} will be signed out, and will sign in with the password and a code by email.`, email, yes)
      if (!(await resetFactors(userId))) return `${email} has no two-factor authentication. Nothing has changed.`
      return `Removed two-factor authentication from ${email} and ended all sessions. They were notified by email. Their next sign-in takes a code by email too.`
    },
  },
}

async function isKnown(email: string): Promise<boolean> {
  const { rows } = await pool().query("SELECT 1 FROM users WHERE email = $1 AND email_verified_at IS NOT NULL", [email])
  return rows.length > 0
}
