"use server"

import { address } from "@/components/search-params"
import { createApiAct, updateApiAct } from "@/lib/apis/acts"
import { deleteApiAct } from "@/lib/applications/acts"
import { formAction } from "@/lib/core/forms/form-action"
import { ApiForm, NewApiForm, OneApi } from "./schema"

export const createApi = formAction(createApiAct, {
  fields: NewApiForm,
  done: (t) => t("applications.apis.created"),
})

export const saveApi = formAction(updateApiAct, {
  fields: ApiForm,
  done: (t) => t("applications.saved"),
})

export const removeApi = formAction(deleteApiAct, {
  fields: OneApi,
  goTo: (_, __, org) => address("/applications/apis", { org, done: "deleted" }),
})
