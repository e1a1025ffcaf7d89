import { db } from "../core/db/client"
import { transaction } from "../core/db/transaction"
import { markTenantDeleted } from "../tenants/store"
import type { Command } from "./command"
import { confirm } from "./prompt"

/** Commands about tenants. */
export const tenantCommands: Record<string, Command> = {
  "tenants list": {
    usage: "tenants list                      every tenant with its size",
    run: async () => table(await tenantOverview()),
  },
  "tenants delete": {
    usage: "tenants delete <id>               close a tenant; its data is erased after 30 days",
    run: async (args, { yes }) => {
      const id = String(args[0] ?? "")
      await confirm(`Nobody of ${id} will be able to sign in there, and in 30 days its data is erased.`, id, yes)
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

/** Every tenant with how many organizations and members it has. */
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

/** Deletes a tenant, or within 30 days brings it back. @throws Error where there is none */
export async function setTenantDeleted(id: string, deleted: boolean): Promise<void> {
  await transaction(async (tx) => {
    if (!(await markTenantDeleted(tx, "system", id, deleted)))
      throw new Error(`There is no ${deleted ? "" : "deleted "}tenant ${id}.`)
  })
}
