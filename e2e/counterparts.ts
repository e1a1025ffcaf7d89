import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { origin } from "./document"

const root = fileURLToPath(new URL("..", import.meta.url))
const execute = promisify(execFile)

/** Path of a third-party program that `npm run counterparts` has installed; null where it, or a part of it, is missing. */
export function counterpart(name: string, ...parts: string[]): string | null {
  const folder = join(root, ".data/counterparts", name)
  return [".installed", ...parts].every((part) => existsSync(join(folder, part))) ? folder : null
}

/** Runs a program. @throws Error with its output */
export async function run(program: string, args: string[], cwd: string, env: Record<string, string> = {}) {
  try {
    const { stdout, stderr } = await execute(program, args, {
      cwd,
      env: { ...process.env, ...env },
      maxBuffer: 1 << 26,
    })
    return `${stdout}${stderr}`
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program}: ${`${stdout}${stderr}`.slice(-4000)}`)
  }
}

/** A new folder with the document of the tested server, removed by `remove`. */
export async function folderWithDocument(): Promise<{ folder: string; document: string; remove: () => void }> {
  const cache = join(root, "node_modules/.cache")
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, "foreign-client-"))
  const document = join(folder, "openapi.json")
  writeFileSync(document, await (await fetch(`${origin()}/api/v1/openapi.json`)).text())
  return { folder, document, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
