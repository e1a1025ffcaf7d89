type Bytes = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null

/** Reads at most `most` bytes, of a request or of another server's response. Null where there are more. */
export async function readBounded(body: Bytes, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > most) return null
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}
