/** How a Citus cluster would place a table's rows: by tenant, by person, or by a key that no other table shares. */
export type Placement = ReadonlyMap<string, "tenant" | "person" | "alone" | "local">

/** Tables that every node has whole: whatever joins them stays on one node. */
const everywhere = ["tenants"]

/**
 * Why Citus would refuse a statement that PostgreSQL accepts; empty where it would not. Not a planner: the rules are the
 * ones that shape how SQL is written here.
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

/** An UPDATE or DELETE is carried out where the rows are: what every node has to compute alike may not depend on its clock. */
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

/** What stands inside CASE … END and between the parentheses of COALESCE, LEAST and GREATEST. */
function conditionals(sql: string): string[] {
  const cases = [...sql.matchAll(/\bcase\b(.*?)\bend\b/gi)].map(([, inside = ""]) => inside)
  const calls = [...sql.matchAll(/\b(?:coalesce|least|greatest)\s*\(/gi)].map((found) => {
    const from = found.index + found[0].length
    return sql.slice(from, closing(sql, from))
  })
  return [...cases, ...calls]
}

/** Where the parenthesis closes that was opened before `from`. */
function closing(sql: string, from: number): number {
  let depth = 1
  for (let at = from; at < sql.length; at++) {
    if (sql[at] === "(") depth++
    if (sql[at] === ")" && --depth === 0) return at
  }
  return sql.length
}

/** A query and each of its branches: what UNION puts together is planned by itself. */
const blocks = (sql: string) => sql.split(/\bunion\b/i)

const isLockedJoin = (block: string, placement: Placement) =>
  /\bfor (?:update|share|no key update)\b/i.test(block) &&
  /\bjoin\b/i.test(block) &&
  tablesIn(block, placement).length > 0

/** The tables of ours that a statement reads or writes; what a library keeps in a schema of its own is not ours. */
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
