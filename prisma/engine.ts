import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { PrismaPg } from "@prisma/adapter-pg"
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils"
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm"
import pg from "pg"
import { migrationNames } from "./history"

type Glue = typeof import("@prisma/schema-engine-wasm") & { __wbg_set_wasm: (exports: WebAssembly.Exports) => void }

/** No table is excluded from migrations. */
export const everything = { externalTables: [], externalEnums: [] }

/** Returns prisma/schema.prisma in the engine's format. */
export function schemaFile(): SchemasContainer {
  return {
    files: [{ path: "schema.prisma", content: readFileSync(join(process.cwd(), "prisma/schema.prisma"), "utf8") }],
  }
}

/** Returns prisma/migrations in the engine's format. */
export function migrationFiles(): MigrationList {
  const baseDir = join(process.cwd(), "prisma/migrations")
  // Windows line endings must not change a migration's checksum.
  const read = (path: string) => readFileSync(join(baseDir, path), "utf8").replaceAll("\r\n", "\n")
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: read("migration_lock.toml") },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: read(`${name}/migration.sql`) } },
    })),
  }
}

/**
 * Opens Prisma's schema engine as WebAssembly, which needs no download.
 * @param pool a pool of one connection, so that its locks are held while the engine works
 */
export async function openEngine(pool: pg.Pool): Promise<SchemaEngine> {
  loading ??= load()
  const { SchemaEngine } = await loading
  return SchemaEngine.new({ datamodels: undefined }, () => {}, bindMigrationAwareSqlAdapterFactory(factory(pool)))
}

let loading: Promise<Glue> | undefined

// The package's own entry imports a .wasm file, which Node only supports behind a flag.
async function load(): Promise<Glue> {
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg")
  const glue = (await import(pathToFileURL(path).href)) as Glue
  const imports = { "./schema_engine_bg.js": glue } as unknown as WebAssembly.Imports
  const { instance } = await WebAssembly.instantiate(readFileSync(path.replace(/js$/, "wasm")), imports)
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => {} } })
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue
}

function factory(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const base = new PrismaPg(pool)
  return {
    provider: base.provider,
    adapterName: base.adapterName,
    connect: () => adapt(pool),
    connectToShadowDb: () => shadow(pool),
  }
}

/** Creates an empty database for the engine to compare with, for as long as it runs. */
async function shadow(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const name = `nanostack_shadow_${crypto.randomUUID().replaceAll("-", "")}`
  await pool.query(`CREATE DATABASE ${name}`)
  const url = new URL(pool.options.connectionString ?? "")
  url.pathname = `/${name}`
  const own = new pg.Pool({ connectionString: url.href, max: 1 })
  const adapter = await adapt(own)
  adapter.dispose = async () => {
    await own.end()
    await pool.query(`DROP DATABASE ${name}`)
  }
  return adapter
}

const CHAR = 18
const TEXT = 25

/**
 * The adapter of Prisma 7.10 rejects the catalog's type "char", which the engine reads, and splits scripts at every
 * semicolon.
 */
async function adapt(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const chars = new WeakMap<object, number[]>()
  const relabelled = Object.create(pool, {
    query: {
      value: async (query: pg.QueryConfig) => {
        const result = await pool.query(query)
        const columns = result.fields.flatMap((field, i) => (field.dataTypeID === CHAR ? [i] : []))
        for (const field of result.fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT
        if (columns.length > 0) chars.set(result.rows, columns)
        return result
      },
    },
  }) as pg.Pool
  const adapter = await new PrismaPg(relabelled).connect()
  const queryRaw = adapter.queryRaw.bind(adapter)
  adapter.queryRaw = async (query: SqlQuery) => {
    const result = await queryRaw(query)
    for (const i of chars.get(result.rows) ?? []) result.columnTypes[i] = ColumnTypeEnum.Character
    return result
  }
  adapter.executeScript = (script) => runScript(pool, script)
  return adapter
}

/** Statements that PostgreSQL rejects inside a transaction; a migration with one runs unwrapped. */
export const outsideTransaction = /\bconcurrently\b|^\s*(begin|commit)\b/im

/**
 * Returns the statements of a migration that only creates and drops indexes concurrently: one at a time, each
 * repeatable.
 */
export function concurrentStatements(script: string): string[] | null {
  const statements = script
    .replace(/^--.*$/gm, "")
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter(Boolean)
  const dropped = new Set(statements.map((s) => /^drop index concurrently if exists ("\w+")$/i.exec(s)?.[1]))
  const repeatable = (s: string) =>
    /^drop index concurrently if exists /i.test(s) ||
    dropped.has(/^create (?:unique )?index concurrently ("\w+") /i.exec(s)?.[1] ?? "")
  return statements.length > 0 && statements.every(repeatable) ? statements : null
}

/** Attempts of a migration to lock a table, and milliseconds between them. */
const asking = { times: 30, pause: 500 }

async function runScript(pool: pg.Pool, script: string): Promise<void> {
  const client = await pool.connect()
  try {
    // Several statements in one message would be one transaction.
    if (outsideTransaction.test(script))
      for (const statement of concurrentStatements(script) ?? [script]) await client.query(statement)
    else await runWhole(client, script)
  } catch (error) {
    throw new DriverAdapterError(said(error as pg.DatabaseError))
  } finally {
    client.release()
  }
}

/**
 * Runs a script, all or nothing. Queries queue behind a waiting table lock, so it gives up soon, lets them through and
 * retries.
 */
async function runWhole(client: pg.PoolClient, script: string): Promise<void> {
  for (let left = asking.times; ; left--) {
    try {
      await client.query("BEGIN; SET LOCAL lock_timeout = '1s'")
      await client.query(script)
      await client.query("COMMIT")
      return
    } catch (error) {
      await client.query("ROLLBACK")
      if ((error as pg.DatabaseError).code !== "55P03" || left === 1) throw error
      await sleep(asking.pause)
    }
  }
}

// The engine only passes on database errors in this form.
function said({ code = "", severity = "ERROR", message, detail, hint, column }: pg.DatabaseError) {
  return { kind: "postgres" as const, code, severity, message, detail, hint, column }
}
