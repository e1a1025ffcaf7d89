import { z } from "zod"
import { rule } from "../core/schema"

/** What an uploaded image may be: its media types, and its size in bytes. */
export const uploads = { types: ["image/png", "image/jpeg", "image/webp"], most: 5 * 1024 * 1024 } as const

/** The bytes of an uploaded image. */
export const ImageBytes = z.instanceof(Uint8Array)

/** A form with an image. */
export const ImageForm = z.strictObject({
  image: z.file().refine((file) => file.size <= uploads.most, rule("image_size")),
})
