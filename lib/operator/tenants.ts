import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { markTenantDeleted, setEmailsPerDay } from "../tenants/store"
import { type Command, Misuse } from "./command"
import { confirm } from "./prompt"
import { table } from "./table"

/** Commands about tenants. */
export const tenantCommands: Record<string, Command> = {
  "tenants list": {
    usage: "tenants list                      list all tenants with their size",
    run: async () => table(await tenantOverview(), "There are no tenants yet."),
  },
  "tenants emails": {
    usage:
      "tenants emails <id> <n>|default   how many emails a tenant can send a day; see LIMIT_MAILS_PER_TENANT_PER_DAY",
    run: async ([id = "", given = ""]) => {
      const perDay = given === "default" ? null : Number(given)
      if (perDay !== null && !(/^\d+$/.test(given) && perDay >= 1 && perDay <= 1_000_000)) throw new Misuse()
      await transaction(async (tx) => {
        if (!(await setEmailsPerDay(tx, "system", id, perDay))) throw new Error(`There is no tenant ${id}.`)
      })
      return `${id} can send ${perDay === null ? "the default number of" : perDay.toLocaleString("en")} emails a day.`
    },
  },
  "tenants delete": {
    usage: "tenants delete <id>               delete a tenant; its data is permanently deleted after 30 days",
    run: async (args, { yes }) => {
      const id = String(args[0] ?? "")
      await confirm(
        `No one in ${id} will be able to sign in there. Its data is permanently deleted after 30 days.`,
        id,
        yes,
      )
      await setTenantDeleted(id, true)
      return `Deleted ${id}. To restore it within 30 days: tenants restore ${id}`
    },
  },
  "tenants restore": {
    usage: "tenants restore <id>              restore a deleted tenant",
    run: async (args) => {
      await setTenantDeleted(String(args[0] ?? ""), false)
      return `Restored ${args[0]}.`
    },
  },
}

/** Returns every tenant with its number of organizations and members. */
async function tenantOverview() {
  const tenants = await db().tenant.findMany({ orderBy: { createdAt: "asc" } })
  const rows = []
  for (const { id, name, status } of tenants) {
    const organizations = await db().organization.count({ where: { tenantId: id, status: { not: "deleted" } } })
    const members = await db().membership.count({ where: { tenantId: id, deletedAt: null } })
    rows.push({ id, name, status, organizations, members })
  }
  return rows
}

/** Deletes a tenant, or restores it within 30 days. @throws Error where there is none */
export async function setTenantDeleted(id: string, deleted: boolean): Promise<void> {
  await transaction(async (tx) => {
    if (!(await markTenantDeleted(tx, "system", id, deleted)))
      throw new Error(`There is no ${deleted ? "" : "deleted "}tenant ${id}.`)
  })
}
