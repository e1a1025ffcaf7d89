"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { ImageForm } from "@/lib/files/schema"
import { removePictureAct, setPictureAct } from "@/lib/users/acts"
import { Nothing } from "./schema"

export const uploadPicture = formAction(setPictureAct, {
  fields: ImageForm,
  given: async ({ image }) => ({ body: new Uint8Array(await image.arrayBuffer()) }),
  done: (t) => t("images.saved"),
})

export const deletePicture = formAction(removePictureAct, {
  fields: Nothing,
  done: (t) => t("images.removed"),
})
