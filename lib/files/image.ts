import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Piscina } from "piscina"
import { singleton } from "../core/cache/singleton"
import { AppError, fieldError } from "../core/errors"
import { inTurn } from "../core/turns"

/** Maximum of queued images per owner. */
const waiting = 4

export type Shape = "picture" | "logo"

/** An image as stored: WebP, with the length of its longer side in pixels. */
export type Image = { bytes: Uint8Array<ArrayBuffer>; size: number }

/** Errors by the refusal codes of the worker. */
const refusals = {
  format: { reason: "image_format" },
  dimensions: { reason: "image_dimensions" },
  animated: { reason: "image_animated" },
  damaged: { reason: "image_damaged" },
} as const

// One thread: decoding 40 megapixels takes up to 160 MB.
const thread = () =>
  singleton(
    "images",
    () =>
      new Piscina<{ bytes: Uint8Array; shape: Shape }, Image | { refused: keyof typeof refusals }>({
        filename: pathToFileURL(join(process.cwd(), "lib/files/image.worker.mjs")).href,
        minThreads: 0,
        maxThreads: 1,
        idleTimeout: 60_000,
        maxQueue: 16,
      }),
  )

/**
 * Re-encodes an uploaded image, outside of any transaction.
 * @param owner the queue: a tenant, or a person without one
 * @throws AppError validation_failed on `image` (format, dimensions, animated, damaged), unavailable while too many are
 * queued
 */
export async function encodeImage(owner: string, shape: Shape, bytes: Uint8Array): Promise<Image> {
  const encode = async () => {
    const { queueSize, options } = thread()
    if (queueSize >= options.maxQueue) throw new AppError("unavailable", { retryAfter: 2 })
    return thread().run({ bytes, shape })
  }
  const made = await inTurn(`image ${owner}`, encode, waiting)
  if ("refused" in made) throw fieldError("image", "invalid", refusals[made.refused])
  return made
}
