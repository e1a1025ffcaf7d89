import { createReadStream } from "node:fs"
import { createInterface } from "node:readline"

// A migration may change every tenant's rows.
const leftOut = ["nanostack-test", "nanostack-migrate"]

/**
 * Returns the distinct statements that servers sent to one database, as logged by PostgreSQL, without those of the
 * tests and of migrations.
 */
export async function statementsIn(file: string, database: string): Promise<Set<string>> {
  const statements = new Set<string>()
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { dbname, application_name, message = "", backend_type } = JSON.parse(line)
    if (dbname !== database || leftOut.includes(application_name) || backend_type !== "client backend") continue
    const statement = /^(?:statement|execute [^:]*): ([\s\S]*)$/.exec(message)?.[1]
    if (statement) statements.add(statement.replace(/\s+/g, " ").trim())
  }
  return statements
}

const keyword =
  /^(where|on|set|join|left|right|inner|cross|order|group|limit|for|using|values|returning|as|and|select|do|default)$/i

/** Returns the mentions of a table in a statement, each with its alias. */
function mentions(statement: string, table: string): { name: string; inserted: boolean }[] {
  const found = statement.matchAll(
    new RegExp(
      String.raw`\b(from|join|update|into|,)\s+(?:"public"\.)?"?${table}"?(?!["\w.])(?:\s+(?:as\s+)?"?(\w+)"?)?`,
      "gi",
    ),
  )
  return [...found]
    .filter(({ 1: verb, index }) => verb !== "," || isOfTables(statement.slice(0, index)))
    .map(([, verb = "", alias = ""]) => ({
      name: alias && !keyword.test(alias) ? alias : table,
      inserted: verb.toLowerCase() === "into",
    }))
}

/** Whether a comma after this is of a list of tables: columns can have the name of a table, such as permissions. */
function isOfTables(before: string): boolean {
  const parts = before.split(/\b(select|from|set|into|where|on|by|returning|values)\b/i)
  const [word = "", since = ""] = parts.slice(-2)
  return word.toLowerCase() === "from" && since.split("(").length === since.split(")").length
}

/** Returns the tenants' tables that a statement reads or writes without naming the tenant. */
export function withoutTenant(statement: string, tables: readonly string[]): string[] {
  return tables.filter((table) => mentions(statement, table).some((mention) => !namesTenant(statement, mention, table)))
}

function namesTenant(
  statement: string,
  { name, inserted }: { name: string; inserted: boolean },
  table: string,
): boolean {
  if (inserted)
    return new RegExp(String.raw`into\s+(?:"public"\.)?"?${table}"?\s*(?:as \w+ )?\([^)]*\btenant_id\b`, "i").test(
      statement,
    )
  // Not the row locks `FOR UPDATE` and `FOR NO KEY UPDATE`.
  const tables = statement.match(/(?<!\b(?:for|key)\s)\b(?:from|join|update)\s+(?:"public"\.)?"?[a-z_]+/gi) ?? []
  const conditions = statement.replace(/^.*?\b(?:where|on)\b/i, "")
  const conditioned = conditions.match(/(?<![\w".])tenant_id\s*(?:=|in\b)/gi) ?? []
  // The same table several times, each with its own condition.
  if (mentions(statement, table).length === tables.length && conditioned.length >= tables.length) return true
  // With several tables, an unqualified column could be any table's.
  const owner =
    tables.length > 1
      ? String.raw`(?:"public"\.)?"?\b(?:${name}|${table})"?\.`
      : String.raw`(?:"public"\.)?(?:"?\w+"?\.)?`
  const column = String.raw`(?<![\w".])${owner}"?tenant_id"?`
  return new RegExp(String.raw`${column}\s*(?:=|in\b)|=\s*${column}`, "i").test(conditions)
}
