import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))

const folders: string[] = []
process.once("exit", removeFolders)

/** Removes temporary folders: Vitest stops its workers without exit handlers. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** Creates a folder that is removed when the process exits. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `nanostack-${name}-`))
  folders.push(folder)
  return folder
}

/** Runs npm without output. */
export function npm(cwd: string, ...args: string[]): string {
  const cli = process.env.npm_execpath
  const [file, before] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []]
  return execFileSync(file, [...before, ...args, "--loglevel=error"], { cwd, encoding: "utf8", env: quiet() })
}

/** The environment without variables of npm and the test runners. */
export function quiet(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_ENV$|NODE_OPTIONS$|VITEST|TEST_|NEXT_)/i.test(name),
  )
  return { ...Object.fromEntries(own), NODE_ENV: "production", ...more } as NodeJS.ProcessEnv
}

/** The packages as published: built and packed. */
export type Packed = { client: string; nextjs: string; server: string; testing: string }

const names = ["client", "nextjs", "server", "testing"] as const
const cache = join(root, "node_modules/.cache/sdk")

/** Builds and packs the packages, outside of the sources; once for all processes, until a source changes. */
export function packages(): Packed {
  const folder = join(cache, fingerprint())
  if (!existsSync(folder)) pack(folder)
  const tarball = (name: string) => join(folder, `nanostack-${name}-0.1.0.tgz`)
  const [client, nextjs, server, testing] = names.map(tarball) as [string, string, string, string]
  return { client, nextjs, server, testing }
}

function pack(to: string): void {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, "new-"))
  execFileSync(process.execPath, [join(root, "sdk/build.mjs"), folder], { stdio: "inherit", env: quiet() })
  for (const name of names)
    for (const file of ["package.json", "README.md"])
      copyFileSync(join(root, "sdk", name, file), join(folder, name, file))
  npm(folder, "pack", ...names.map((name) => `./${name}`))
  for (const name of readdirSync(cache))
    if (!name.startsWith("new-") && join(cache, name) !== to)
      rmSync(join(cache, name), { recursive: true, force: true })
  // Another process may have been faster.
  if (existsSync(to)) rmSync(folder, { recursive: true, force: true })
  else renameSync(folder, to)
}

/** Changes with the packages' sources. */
function fingerprint(): string {
  const hash = createHash("sha256").update(process.version)
  for (const name of readdirSync(join(root, "sdk"), { recursive: true, encoding: "utf8" }).sort()) {
    if (/(^|[\\/])(dist|node_modules)([\\/]|$)/.test(name)) continue
    const found = statSync(join(root, "sdk", name))
    if (found.isFile()) hash.update(`${name} ${found.size} ${found.mtimeMs}\n`)
  }
  return hash.digest("hex").slice(0, 16)
}

/**
 * Creates a third-party project: its files, the packages installed from their tarballs, and further dependencies from
 * the repository's own node_modules.
 */
export function project(files: Record<string, string>, needs: string[] = []): string {
  const folder = foreignProject(files, [])
  npm(
    folder,
    "install",
    ...Object.values(packages()),
    "--offline",
    // What they are used with comes from the repository.
    "--legacy-peer-deps",
    "--ignore-scripts",
    "--no-package-lock",
    "--no-audit",
    "--no-fund",
  )
  link(folder, needs)
  return folder
}

/** Creates a project that uses none of our packages. */
export function foreignProject(files: Record<string, string>, needs: string[]): string {
  const folder = temporaryFolder("app")
  write(folder, { "package.json": JSON.stringify({ name: "app", private: true, type: "module" }), ...files })
  link(folder, needs)
  return folder
}

function link(folder: string, needs: string[]): void {
  for (const name of needs) {
    const path = join(folder, "node_modules", name)
    mkdirSync(dirname(path), { recursive: true })
    if (!existsSync(path)) symlinkSync(join(root, "node_modules", name), path)
  }
}

/** The files of an example, by their paths; without package.json, as its packages come from the repository. */
export function example(name: string): Record<string, string> {
  const folder = join(root, "examples", name)
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== "package.json",
  )
  const read = ({ parentPath, name }: (typeof paths)[number]) => readFileSync(join(parentPath, name), "utf8")
  return Object.fromEntries(paths.map((entry) => [relative(folder, join(entry.parentPath, entry.name)), read(entry)]))
}

/** Writes files by their paths. */
export function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** Runs a script in a project: a tool by its path in the repository's node_modules, or by an absolute path. */
export function tool(folder: string, script: string, ...args: string[]): string {
  try {
    return execFileSync(process.execPath, [resolve(root, "node_modules", script), ...args], {
      cwd: folder,
      encoding: "utf8",
      env: quiet({ NEXT_TELEMETRY_DISABLED: "1" }),
    })
  } catch (error) {
    throw new Error(`${script} failed:\n${(error as { stdout?: string }).stdout}`, { cause: error })
  }
}

/** Copies the SDK's sources to a folder where they may be changed. */
export function copyOfSources(): string {
  const folder = temporaryFolder("sources")
  cpSync(join(root, "sdk"), join(folder, "sdk"), {
    recursive: true,
    filter: (path) => !/\/(dist|node_modules)$/.test(path),
  })
  copyFileSync(join(root, "tsconfig.json"), join(folder, "tsconfig.json"))
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"))
  return folder
}

/** The guide, as printed. */
export const guide = () => readFileSync(join(root, "e2e/user-management.txt"), "utf8")

/** Returns a code example of the guide, as printed; `to` is the beginning of the line after it. */
export function guideExample(from: string, to: string): string {
  const text = guide()
  const begin = text.indexOf(from)
  return text.slice(begin, text.indexOf(`\n${to}`, begin)).trimEnd()
}

/** Code blocks of a README: language, target file (if any), and text. */
export function snippets(name: keyof Packed): { language: string; file: string; text: string }[] {
  const readme = readFileSync(join(root, "sdk", name, "README.md"), "utf8")
  return [...readme.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", file = "", text = ""]) => ({
      language,
      file,
      text,
    }),
  )
}
