"use server"

import { Addition, Begin, Removal, Renaming } from "@/app/passkeys/schema"
import { formAction } from "@/lib/core/forms/form-action"
import { addPasskeyAct, beginPasskeyAct, removePasskeyAct, renamePasskeyAct } from "@/lib/passkeys/acts"

export const begin = formAction(beginPasskeyAct, {
  fields: Begin,
  once: (asked) => [JSON.stringify(asked)],
})

export const add = formAction(addPasskeyAct, {
  fields: Addition,
  done: (t) => t("passkeys.added"),
})

export const rename = formAction(renamePasskeyAct, {
  fields: Renaming,
  done: (t) => t("passkeys.renamed"),
})

export const remove = formAction(removePasskeyAct, {
  fields: Removal,
  done: (t) => t("passkeys.removed"),
})
