import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))

/** Address of a file of app/, with x for each parameter. */
const addressOf = (file: string) =>
  `/${file}`
    .replace(/\/\([\w-]+\)/g, "")
    .replace(/\/(page|route)(\.tsx?)?$/, "")
    .replace(/\[[\w.]+\]/g, "x") || "/"

/** Every server action of the build: its ID, and a page that has it. */
export function actions(): { id: string; page: string }[] {
  const manifest = JSON.parse(readFileSync(`${root}.next/server/server-reference-manifest.json`, "utf8")) as {
    node: Record<string, { workers: Record<string, unknown> }>
  }
  return Object.entries(manifest.node).map(([id, { workers }]) => ({
    id,
    page: addressOf((Object.keys(workers)[0] ?? "").replace(/^app\//, "")),
  }))
}

/** Addresses of all pages. */
export function pageAddresses(): string[] {
  const files = readdirSync(`${root}app`, { recursive: true, encoding: "utf8" })
  return files.filter((file) => /(^|\/)page\.tsx$/.test(file)).map(addressOf)
}
