"use server"

import { address } from "@/components/search-params"
import {
  createApplicationAct,
  createSecretAct,
  deleteApplicationAct,
  revokeSecretAct,
  updateApplicationAct,
} from "@/lib/applications/acts"
import { envBlock } from "@/lib/applications/env-block"
import { NewApplication } from "@/lib/applications/schema"
import { env } from "@/lib/core/env"
import { formAction } from "@/lib/core/forms/form-action"
import { revokeMemberGrantAct } from "@/lib/grants/acts"
import {
  AccessForm,
  ApisForm,
  GrantRevocation,
  NewForm,
  OneApplication,
  SecretRevocation,
  SettingsForm,
  StatusForm,
} from "./schema"

export const createApplication = formAction(createApplicationAct, {
  fields: NewForm,
  given: ({ reach, password, ...application }) => ({
    body: NewApplication.parse({ ...application, tenant_wide: reach === "tenant" }),
    password,
  }),
  once: ({ id, client_secret: secret = "", type, redirect_uris }) => {
    const settings = envBlock({ issuer: env().PUBLIC_URL, clientId: id, secret: secret || null })
    return [id, settings, secret, type, redirect_uris[0] ?? ""]
  },
})

export const saveSettings = formAction(updateApplicationAct, {
  fields: SettingsForm,
  done: (t) => t("applications.saved"),
})

export const saveAccess = formAction(updateApplicationAct, {
  fields: AccessForm,
  done: (t) => t("applications.saved"),
})

export const saveApis = formAction(updateApplicationAct, {
  fields: ApisForm,
  done: (t) => t("applications.saved"),
})

export const saveStatus = formAction(updateApplicationAct, {
  fields: StatusForm,
  goTo: ({ id, status }, _, org) =>
    address(`/applications/${id}`, { org, done: status === "suspended" ? "suspended" : "resumed" }),
})

export const removeApplication = formAction(deleteApplicationAct, {
  fields: OneApplication,
  goTo: (_, __, org) => address("/applications", { org, done: "deleted" }),
})

export const createSecret = formAction(createSecretAct, {
  fields: OneApplication,
  given: ({ application_id, password }) => ({ target: { application_id }, body: {}, password }),
  once: ({ secret }) => [secret],
})

export const revokeSecret = formAction(revokeSecretAct, {
  fields: SecretRevocation,
  goTo: (_, { application_id }, org) => address(`/applications/${application_id}`, { org, done: "revoked" }),
})

export const disconnect = formAction(revokeMemberGrantAct, {
  fields: GrantRevocation,
  goTo: (_, { application_id }, org) => address(`/applications/${application_id}`, { org, done: "disconnected" }),
})
