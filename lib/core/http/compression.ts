import { promisify } from "node:util"
import {
  brotliCompress,
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  gzip,
  gzipSync,
} from "node:zlib"

export type Encoding = "br" | "gzip"

/** Bytes below which compression costs more than it saves. */
const least = 1024

/** Bytes up to which compressing (40 µs for a page of 20 people) costs less than handing them to a thread and back. */
const small = 32_768

// Brotli's default takes ten times as long, for a few percent.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }
const inThread = { br: promisify(brotliCompress), gzip: promisify(gzip) }
const compressors = {
  br: (bytes: Buffer) => (bytes.length > small ? inThread.br(bytes, brotli) : brotliCompressSync(bytes, brotli)),
  gzip: (bytes: Buffer) => (bytes.length > small ? inThread.gzip(bytes) : gzipSync(bytes)),
}

const marked = new WeakSet<Response>()

/**
 * Allows a Response to be compressed. It must not contain secrets: the length of compressed text that mixes them with
 * a client's input gives them away (BREACH).
 */
export function compressible(response: Response): Response {
  marked.add(response)
  return response
}

export const isCompressible = (response: Response) => marked.has(response)

/** Chooses the encoding by `Accept-Encoding` (RFC 9110 §12.5.3): the heavier weight, of equal ones Brotli. */
export function encodingFor(accepted: string | undefined): Encoding | null {
  const weights = new Map((accepted ?? "").toLowerCase().split(",").map(readCoding))
  const weightOf = (name: string) => weights.get(name) ?? weights.get("*") ?? 0
  const best: Encoding = weightOf("gzip") > weightOf("br") ? "gzip" : "br"
  return weightOf(best) > 0 ? best : null
}

function readCoding(coding: string): [name: string, weight: number] {
  const [name = "", ...parameters] = coding.split(";").map((part) => part.trim())
  const weight = parameters.find((part) => part.startsWith("q="))?.slice(2)
  return [name, weight === undefined ? 1 : Number(weight) || 0]
}

/** Compresses a text, a long one in a thread; null where it is too short. */
export async function compressed(text: string, encoding: Encoding): Promise<Buffer | null> {
  const bytes = Buffer.from(text)
  return bytes.length < least ? null : compressors[encoding](bytes)
}

/** Compresses what passes through. */
export const compressor = (encoding: Encoding) => (encoding === "br" ? createBrotliCompress(brotli) : createGzip())
