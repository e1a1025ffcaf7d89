import { endpoint } from "@/lib/core/http/endpoint"
import { removePictureAct, setPictureAct } from "@/lib/users/acts"

export const PUT = endpoint(setPictureAct, {
  operationId: "uploadPicture",
  applications: "profile:write",
  summary: "Upload the current user's picture",
  description:
    "The body is a PNG, JPEG or WebP image of at most 5 MB and 40 megapixels, not animated. It is cut to a square, stored as WebP without metadata, and becomes the `avatar_url`.",
})

export const DELETE = endpoint(removePictureAct, {
  operationId: "removePicture",
  applications: "profile:write",
  summary: "Remove the current user's picture",
  description: "Deletes an uploaded picture, and clears `avatar_url`.",
  status: 204,
})
