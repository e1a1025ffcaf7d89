import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { checkSecret, SettingsError } from "./check-settings"

/** Returns the secret of a demo or development folder: generated once, stored in .data/, readable only by its owner. */
export function localSecret(): string {
  // Hidden from the bundler: a build that followed this path would read all of .data: databases, and links out of the
  // project.
  const folder = join(/* turbopackIgnore: true */ process.cwd(), ".data")
  const file = join(folder, "auth-secret")
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    // Never overwritten: sessions and encrypted values depend on it.
    writeFileSync(file, randomBytes(48).toString("base64url"), { mode: 0o600, flag: "wx" })
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST")
      throw new SettingsError(
        `AUTH_SECRET is missing and can't be stored in ${file}: set it, or make the folder writable.`,
      )
  }
  const secret = readFileSync(file, "utf8")
  checkSecret(file, secret)
  return secret
}
