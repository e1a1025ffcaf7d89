"use server"

import { formAction } from "@/lib/core/forms/form-action"
import { ImageForm } from "@/lib/files/schema"
import { removeLogoAct, setLogoAct } from "@/lib/organizations/acts"
import { Nothing } from "./schema"

export const uploadLogo = formAction(setLogoAct, {
  fields: ImageForm,
  given: async ({ image }) => ({ body: new Uint8Array(await image.arrayBuffer()) }),
  done: (t) => t("images.saved"),
})

export const deleteLogo = formAction(removeLogoAct, {
  fields: Nothing,
  done: (t) => t("images.removed"),
})
