import compile from "icu-minify/compile"
import type {} from "use-intl"
import deApiKeys from "./de/api-keys"
import deAudit from "./de/audit"
import deCommon from "./de/common"
import deInvitation from "./de/invitation"
import deInvites from "./de/invites"
import deLabels from "./de/labels"
import deLinks from "./de/links"
import deLogin from "./de/login"
import deManyInvites from "./de/many-invites"
import deMembers from "./de/members"
import deOrganization from "./de/organization"
import deOverview from "./de/overview"
import deProfile from "./de/profile"
import deRegister from "./de/register"
import deShell from "./de/shell"
import deTenants from "./de/tenants"
import enApiKeys from "./en/api-keys"
import enAudit from "./en/audit"
import enCommon from "./en/common"
import enInvitation from "./en/invitation"
import enInvites from "./en/invites"
import enLabels from "./en/labels"
import enLinks from "./en/links"
import enLogin from "./en/login"
import enManyInvites from "./en/many-invites"
import enMembers from "./en/members"
import enOrganization from "./en/organization"
import enOverview from "./en/overview"
import enProfile from "./en/profile"
import enRegister from "./en/register"
import enShell from "./en/shell"
import enTenants from "./en/tenants"
import type { Locale } from "./locale"

/** All texts of the screens, a namespace a file; English says which there are, and which arguments they take. */
export const english = {
  apiKeys: enApiKeys,
  common: enCommon,
  register: enRegister,
  links: enLinks,
  invitation: enInvitation,
  invites: enInvites,
  labels: enLabels,
  login: enLogin,
  manyInvites: enManyInvites,
  members: enMembers,
  audit: enAudit,
  organization: enOrganization,
  overview: enOverview,
  profile: enProfile,
  shell: enShell,
  tenants: enTenants,
} as const

export type Messages = typeof english
export type Namespace = keyof Messages

/** The same keys with texts of another language; a missing one does not compile. */
type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

export const german: Translated<Messages> = {
  apiKeys: deApiKeys,
  common: deCommon,
  register: deRegister,
  links: deLinks,
  invitation: deInvitation,
  invites: deInvites,
  labels: deLabels,
  login: deLogin,
  manyInvites: deManyInvites,
  members: deMembers,
  audit: deAudit,
  organization: deOrganization,
  overview: deOverview,
  profile: deProfile,
  shell: deShell,
  tenants: deTenants,
}

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

type Texts = { [key: string]: string | Texts }

// Compiled once, so that neither server nor browser carries a parser of ICU messages. Cloned, because React hands plain
// objects to the browser, and plurals come without a prototype.
function compiled(texts: Texts): Texts {
  const entries = Object.entries(texts).map(([key, text]) => [
    key,
    typeof text === "string" ? structuredClone(compile(text)) : compiled(text),
  ])
  return Object.fromEntries(entries)
}

const catalogues = { en: compiled(english) as Messages, de: compiled(german) as Messages }

/** All namespaces in one language, ready to format. */
export const catalogue = (locale: Locale): Messages => catalogues[locale]
