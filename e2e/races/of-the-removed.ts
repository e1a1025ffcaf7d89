import { resetPassword } from "../../lib/auth/password"
import { signIn } from "../../lib/auth/service"
import { verifyEmail } from "../../lib/auth/verification"
import { callerOfSession } from "../../lib/core/identity/caller"
import { issueLink } from "../../lib/core/identity/secrets"
import { restoreMember } from "../../lib/memberships/restore"
import { closeOwnAccount } from "../../lib/users/close"
import { transaction } from "../database"
import type { Ending } from "./ending"
import { db, ownerActor, passwords, type World } from "./world"

const addressOf = async ({ removed }: World) =>
  (await db().user.findUniqueOrThrow({ where: { id: removed }, select: { email: true } })).email

/** The removed member closes the account. */
async function close(world: World): Promise<void> {
  const { sessionId } = await signIn({ email: await addressOf(world), password: passwords.old }, "browser")
  const caller = await callerOfSession(world.removed, sessionId)
  if (!caller) throw new Error("the session does not live")
  await closeOwnAccount(caller, passwords.old)
}

const linkTo = (world: World, kind: "reset_password" | "change_email", email: string) =>
  transaction((tx) => issueLink(tx, kind, { userId: world.removed, subject: email, provesAddress: email }, 3600))

/** Endings of a removed person, who can no longer be restored. Nothing of the person's ends. */
export const ofTheRemoved: readonly Ending[] = [
  {
    name: "removed member restored",
    row: null,
    kills: ["removed membership"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:delete")
      return () => restoreMember(actor, world.removed)
    },
  },
  {
    name: "account of a removed member closed",
    row: null,
    kills: ["removed membership"],
    begin: async (world) => () => close(world),
  },
  {
    name: "removed member restored, who closes the account",
    row: null,
    kills: ["removed membership"],
    begin: async (world) => {
      const actor = await ownerActor(world, "users:delete")
      return async () => {
        await restoreMember(actor, world.removed)
        await close(world)
      }
    },
  },
  {
    name: "account of a removed member taken over",
    row: null,
    kills: ["removed membership"],
    begin: async (world) => {
      await db().user.update({ where: { id: world.removed }, data: { emailVerifiedAt: null } })
      const token = await linkTo(world, "reset_password", await addressOf(world))
      return () => resetPassword({ token, new_password: passwords.next })
    },
  },
  {
    name: "address of a removed member changed",
    row: null,
    kills: ["removed membership"],
    begin: async (world) => {
      const token = await linkTo(world, "change_email", `removed.${world.newEmail}`)
      return () => verifyEmail(token)
    },
  },
]
