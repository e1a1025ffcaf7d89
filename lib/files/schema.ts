import { z } from "zod"
import { rule } from "../core/schema"
import { uploads } from "../core/uploads"

/** The bytes of an uploaded image. */
export const ImageBytes = z.instanceof(Uint8Array)

/** A form with an image. */
export const ImageForm = z.strictObject({
  image: z.file().refine((file) => file.size <= uploads.most, rule("image_size")),
})
