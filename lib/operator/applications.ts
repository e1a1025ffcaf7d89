import { createByOperator, listForOperator } from "../applications/by-operator"
import { envBlock } from "../applications/env-block"
import { NewApplication } from "../applications/schema"
import { systemTenant } from "../audit-events/record"
import { db } from "../core/db/client"
import { env } from "../core/env"
import { parseInput } from "../core/http/validation"
import type { Scope } from "../core/identity/access"
import { type Command, Misuse, type Options } from "./command"
import { table } from "./table"
import { scopeOfTarget, targetOf } from "./target"

const indent = `\n${" ".repeat(36)}`

/** Commands about applications. */
export const applicationCommands: Record<string, Command> = {
  "app create": {
    usage:
      `app create <name> --type web|spa|native --redirect <URI> [--tenant <id> | --organization <id>]${indent}` +
      "create an application and print its settings as a .env file",
    targets: true,
    applications: true,
    run: async ([name, ...more], options) => {
      const { type, redirect } = options
      if (name === undefined || type === undefined || more.length > 0 || options.all) throw new Misuse()
      if (type === "machine") throw new Error("An admin has to create it: a machine has permissions of its creator.")
      const input = parseInput(NewApplication, { name, type, redirect_uris: redirect })
      const { id, secret } = await createByOperator(await scopeOf(options), input)
      return envBlock({ issuer: env().PUBLIC_URL, clientId: id, secret })
    },
  },
  "app list": {
    usage: `app list [--tenant <id> | --organization <id>]\n${" ".repeat(36)}list applications`,
    targets: true,
    run: async (args, options) => {
      if (args.length > 0 || options.all) throw new Misuse()
      const named = options.tenant ?? options.organization
      const found = await listForOperator(named === undefined ? {} : await scopeOf(options))
      const rows = found.map(({ tenantId: tenant, organizationId, ...application }) => {
        return { ...application, tenant, organization: organizationId ?? "(all)" }
      })
      return table(rows, "There are no applications yet.")
    },
  },
}

/** The named tenant or organization; without a name, the only tenant there is. */
async function scopeOf(options: Options): Promise<Scope> {
  if (options.tenant !== undefined || options.organization !== undefined)
    return scopeOfTarget(await targetOf([], options))
  const where = { status: { not: "deleted" }, id: { not: systemTenant } }
  const [only, another] = await db().tenant.findMany({ where, take: 2, select: { id: true } })
  if (!only || another) throw new Error("Name the tenant: --tenant <id> (see tenants list) or --organization <id>.")
  return { tenantId: only.id, organizationId: null }
}
