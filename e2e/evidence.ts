import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs"
import type { BrowserContext, TestInfo } from "@playwright/test"

const log = process.env.NANOSTACK_SERVER_LOG ?? ""
const visited: string[] = []
const shownLines = 30

/** Records the navigation of a context's pages, to report if the test fails. */
export function follow(context: BrowserContext): void {
  context.on("page", (page) =>
    page.on("framenavigated", (frame) => frame === page.mainFrame() && visited.push(frame.url())),
  )
}

/**
 * Starts a test. Returns a function that ends it, and prints its pages' addresses and the server's output, if it
 * failed. Playwright itself prints the page's content.
 */
export function watch(): (info: TestInfo) => void {
  visited.length = 0
  const from = sizeOf(log)
  return ({ status, expectedStatus, title }) => {
    if (status === expectedStatus) return
    const lines = endOf(log, from).trim().split("\n").slice(-shownLines)
    console.error(
      [`\n“${title}” failed`, ...visited.map((url) => `  was at ${url}`), "  The server, meanwhile:", ...lines].join(
        "\n",
      ),
    )
  }
}

function sizeOf(file: string): number {
  return withFile(file, 0, (handle) => fstatSync(handle).size)
}

function endOf(file: string, from: number): string {
  return withFile(file, "", (handle) => {
    const start = Math.max(from, fstatSync(handle).size - 100_000)
    const bytes = Buffer.alloc(fstatSync(handle).size - start)
    readSync(handle, bytes, 0, bytes.length, start)
    return bytes.toString("utf8")
  })
}

function withFile<T>(file: string, missing: T, read: (handle: number) => T): T {
  if (!existsSync(file)) return missing
  const handle = openSync(file, "r")
  try {
    return read(handle)
  } finally {
    closeSync(handle)
  }
}
