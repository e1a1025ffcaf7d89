import { request } from "node:http"

/** Bytes transferred for a page: bodies as compressed, with their headers. */
export type Weight = { bytes: number; files: number }

/**
 * Loads a page with everything that its HTML, styles and scripts load immediately. Later fetches of scripts are not
 * seen, so this is the minimum that a browser loads.
 */
export async function weigh(page: string): Promise<Weight> {
  const seen = new Set<string>()
  let bytes = 0
  const visit = async (url: string): Promise<void> => {
    if (seen.has(url) || new URL(url).origin !== new URL(page).origin) return
    seen.add(url)
    const got = await load(url)
    bytes += got.bytes
    await Promise.all(named(got.text, got.type).map((name) => visit(new URL(name, got.url).href)))
  }
  await visit(page)
  return { bytes, files: seen.size }
}

/** Returns the files that a text loads. */
export function named(text: string, type: string): string[] {
  if (type.includes("html")) {
    const tags = [...text.matchAll(/<(?:script|link|img)\b[^>]*>/g)].map(([tag]) => tag)
    const loaded = tags.filter((tag) =>
      tag.startsWith("<link")
        ? /rel="?(?:stylesheet|preload|modulepreload|icon)/.test(tag)
        : !/\bnomodule\b/i.test(tag),
    )
    return loaded
      .flatMap((tag) => /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? [])
      .filter((name) => !name.startsWith("data:"))
  }
  // A font is loaded where its letters occur; the HTML's preload says which.
  if (type.includes("css"))
    return [...text.matchAll(/@import\s+(?:url\()?["']?([^"')]+)/g)].map(([, name = ""]) => name)
  if (type.includes("javascript"))
    return [...text.matchAll(/(?:^|[;}\s])(?:import|export)\b[^;"'`()]*["'](\.{0,2}\/[^"']+\.js)["']/g)].map(
      ([, name = ""]) => name,
    )
  return []
}

type Loaded = { url: string; bytes: number; text: string; type: string }

async function load(url: string, hops = 5): Promise<Loaded> {
  const compressed = await exchange(url, "br, gzip")
  const { location } = compressed
  if (location && hops > 0) {
    const next = await load(new URL(location, url).href, hops - 1)
    return { ...next, bytes: next.bytes + compressed.bytes }
  }
  if (compressed.status !== 200) throw new Error(`${new URL(url).pathname} answered ${compressed.status}`)
  // Fetched again, uncompressed, to find its references.
  const { text } = await exchange(url, "identity")
  return { url, bytes: compressed.bytes, text, type: compressed.type }
}

function exchange(url: string, encoding: string) {
  return new Promise<{ status: number; bytes: number; text: string; type: string; location: string | undefined }>(
    (done, fail) => {
      const headers = {
        "accept-encoding": encoding,
        accept: "text/html,*/*",
        "user-agent": "Mozilla/5.0",
        connection: "close",
      }
      request(url, { headers, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", fail)
        response.on("end", () => {
          const { statusCode: status = 0, headers: got, socket } = response
          const { location, "content-type": type = "" } = got
          done({ status, bytes: socket.bytesRead, text: Buffer.concat(chunks).toString("utf8"), type, location })
        })
      })
        .on("error", fail)
        .end()
    },
  )
}
