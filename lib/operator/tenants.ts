import type { Command } from "./command"
import { confirm } from "./prompt"
import { setTenantDeleted, tenantOverview } from "./service"

/** Commands about tenants. */
export const tenantCommands: Record<string, Command> = {
  "tenants list": {
    usage: "tenants list                      list all tenants with their size",
    run: async () => table(await tenantOverview()),
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
