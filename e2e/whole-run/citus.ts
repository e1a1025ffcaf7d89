/** Placement of a table's rows on a Citus cluster: by tenant, by person, or by a key that no other table shares. */
export type Placement = ReadonlyMap<string, "tenant" | "person" | "alone" | "local">

/** Reference tables, complete on every node: joins with them stay on one node. */
const everywhere = ["tenants"]

/**
 * Returns why Citus would refuse a statement that PostgreSQL accepts; empty where it would not. Not a planner: only the
 * rules that affect how SQL is written here.
 */
export function refusedByCitus(statement: string, placement: Placement): string[] {
  const sql = statement
    .replace(/'(?:[^']|'')*'/g, (text) => (/^'\d+ \w+'$/.test(text) ? text : "''"))
    .replaceAll('"', "")
  const written = /\b(?:(?<!for )update|insert into|delete from)\s+(?:public\.)?(\w+)/i.exec(sql)?.[1] ?? ""
  const elsewhere = placement.has(written) && placement.get(written) !== "local"
  return [
    ...(elsewhere ? refusedWrite(sql) : []),
    ...refusedJoins(sql, placement),
    ...(/\bfor (update|share|no key update)\b/i.test(sql) && blocks(sql).some((block) => isLockedJoin(block, placement))
      ? ["a lock over a join"]
      : []),
    ...(everywhere.includes(written) && / from (?!tenants\b)\w/i.test(sql.replace(/delete from \w+/i, ""))
      ? [`${written} is changed by what another table holds`]
      : []),
  ]
}

const moving =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\s*\(\)|::\s*(?:timestamptz|date)\b|_at::\s*\w+/i
const computed = /\b\w+_at\s*[+-]\s*(?:make_interval|interval)|make_interval\s*\(\s*\w+\s*=>\s*[a-z_.]+\s*\)/i

/**
 * An UPDATE or DELETE runs on the nodes of its rows: a value that must be equal on all nodes cannot depend on their
 * clocks.
 */
function refusedWrite(sql: string): string[] {
  const refused: string[] = []
  const changes = /\b(?:update|delete from)\s/i.test(
    sql.replace(/on conflict .*do update|for (?:no key )?update/gi, ""),
  )
  const conflict = /\bon conflict\b.*?\bdo update\b(.*?)(?=\breturning\b|$)/i.exec(sql)?.[1] ?? ""
  const returning = /\breturning\b(.*?)(?:\) (?:select|update|insert)\b.*)?$/i.exec(sql)?.[1] ?? ""
  if (changes && /\b(?:clock_timestamp|random|gen_random_uuid)\s*\(\)/i.test(sql))
    refused.push("a volatile function in a write")
  if (changes && conditionals(sql).some((part) => moving.test(part) || computed.test(part)))
    refused.push("a clock or a cast of a time inside CASE, COALESCE, LEAST or GREATEST")
  if (changes && computed.test(setOf(sql))) refused.push("a column with an interval in SET")
  if (moving.test(conflict)) refused.push("a clock in ON CONFLICT")
  if (moving.test(returning) || computed.test(returning)) refused.push("a clock or a cast of a time in RETURNING")
  return refused
}

const setOf = (sql: string) => /\bset\b(.*?)(?:\bwhere\b|\breturning\b|$)/i.exec(sql)?.[1] ?? ""

/** Returns the content of CASE … END and of the parentheses of COALESCE, LEAST and GREATEST. */
function conditionals(sql: string): string[] {
  const cases = [...sql.matchAll(/\bcase\b(.*?)\bend\b/gi)].map(([, inside = ""]) => inside)
  const calls = [...sql.matchAll(/\b(?:coalesce|least|greatest)\s*\(/gi)].map((found) => {
    const from = found.index + found[0].length
    return sql.slice(from, closing(sql, from))
  })
  return [...cases, ...calls]
}

/** Returns the position of the closing parenthesis for the one before `from`. */
function closing(sql: string, from: number): number {
  let depth = 1
  for (let at = from; at < sql.length; at++) {
    if (sql[at] === "(") depth++
    if (sql[at] === ")" && --depth === 0) return at
  }
  return sql.length
}

/** Returns a query's branches: each part of a UNION is planned separately. */
const blocks = (sql: string) => sql.split(/\bunion\b/i)

const isLockedJoin = (block: string, placement: Placement) =>
  /\bfor (?:update|share|no key update)\b/i.test(block) &&
  /\bjoin\b/i.test(block) &&
  tablesIn(block, placement).length > 0

/** Returns our tables that a statement reads or writes; tables of libraries in other schemas are excluded. */
function tablesIn(sql: string, placement: Placement): string[] {
  const named = [...sql.matchAll(/\b(?:from|join|update|into)\s+(?:public\.)?(\w+)/gi)].map(([, table = ""]) => table)
  return [...new Set(named)].filter((table) => placement.has(table))
}

function refusedJoins(sql: string, placement: Placement): string[] {
  return blocks(sql).flatMap((block) => {
    const tables = tablesIn(block, placement).filter((table) => !everywhere.includes(table))
    const places = new Set(tables.map((table) => placement.get(table)))
    const lonely = tables.length > 1 && places.has("alone")
    return places.size > 1 || lonely ? [`a join of ${tables.toSorted().join(" and ")}`] : []
  })
}
