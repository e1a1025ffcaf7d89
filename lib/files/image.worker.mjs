import sharp from "sharp"

sharp.cache(false)
sharp.concurrency(1)

/** Square pictures of people; logos with their own proportions. Pixels per side. */
const shapes = {
  picture: { width: 256, height: 256, fit: "cover" },
  logo: { width: 512, height: 512, fit: "inside", withoutEnlargement: true },
}

const mostPixels = 40_000_000
const mostSide = 16_384

/** Formats by their first bytes, so that only their decoders are used. */
const starts = [
  (bytes) => bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex")),
  (bytes) => bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex")),
  (bytes) => bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP",
]

/** libvips decodes only the first frame of an animated PNG, and of a WebP with one frame, without saying so. */
const saysAnimated = (bytes) =>
  bytes[0] === 0x89
    ? bytes.subarray(0, bytes.indexOf("IDAT")).includes("acTL")
    : bytes.toString("latin1", 12, 16) === "VP8X" && (bytes[20] & 2) !== 0

/**
 * Re-encodes an image as WebP, upright and without metadata. Runs in its own thread. Plain JavaScript, referenced by
 * path: bundlers can't follow a worker.
 * @param {{ bytes: Uint8Array, shape: "picture" | "logo" }} task
 * @returns {Promise<{ bytes: Uint8Array, size: number } | { refused: string }>} `size` is the longer side; otherwise
 * the reason
 */
export default async function work({ bytes, shape }) {
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!starts.some((fits) => fits(given))) return { refused: "format" }
  try {
    const image = sharp(given, { failOn: "error", limitInputPixels: mostPixels, sequentialRead: true })
    const { width = 0, height = 0, pages = 1 } = await sharp(given, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels || Math.max(width, height) > mostSide) return { refused: "dimensions" }
    if (pages > 1 || saysAnimated(given)) return { refused: "animated" }
    const { data, info } = await image
      .autoOrient()
      .resize(shapes[shape])
      .toColourspace("srgb")
      .webp({ quality: 85 })
      .timeout({ seconds: 10 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: new Uint8Array(data), size: Math.max(info.width, info.height) }
  } catch {
    return { refused: "damaged" }
  }
}
