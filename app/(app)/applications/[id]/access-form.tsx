"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import { SelectField } from "@/components/ui/select-field"
import { unscripted } from "@/components/unscripted"
import type { Application } from "@/lib/applications/schema"
import { useHydrated } from "@/lib/core/forms/use-hydrated"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveAccess } from "../actions"
import { Ticks } from "../ticks"
import { VersionedForm } from "../versioned-form"

const schema = () => import("../schema").then((m) => m.AccessForm)

type Props = {
  org: string
  id: string
  version: number
  stored: Pick<Application, "access" | "access_roles" | "access_organizations">
  /** Of a tenant-wide application. */
  organizations: readonly { value: string; label: string }[]
}

/** Who can sign in to an application. */
export function AccessForm({ org, id, version, stored, organizations }: Props) {
  const t = useTranslations("applications.access")
  const { keys, nameOf } = useRoles()
  const form = useServerForm({ action: saveAccess, schema, values: stored })
  const { state, field, checked } = form
  const [access, setAccess] = useState<string>(stored.access)
  const hydrated = useHydrated()
  const offered = (["everyone", "roles", "organizations"] as const).filter(
    (one) => one !== "organizations" || organizations.length > 0,
  )
  return (
    <VersionedForm {...{ form, org, version }} values={{ application_id: id }}>
      <SelectField
        key={`access ${state.n}`}
        {...field("access")}
        label={t("label")}
        choices={offered.map((value) => ({ value, label: t(`accesses.${value}`) }))}
        onChange={(event) => setAccess(event.target.value)}
      />
      {(!hydrated || access === "roles") && (
        <div className={access === "roles" ? "contents" : unscripted}>
          <Ticks
            key={`roles ${state.n}`}
            id={field("access_roles").id}
            name="access_roles"
            label={t("roles")}
            error={field("access_roles").error}
            choices={keys.map((value) => ({ value, label: nameOf(value) }))}
            checked={(value) => checked("access_roles", value)}
          />
        </div>
      )}
      {organizations.length > 0 && (!hydrated || access === "organizations") && (
        <div className={access === "organizations" ? "contents" : unscripted}>
          <Ticks
            key={`organizations ${state.n}`}
            id={field("access_organizations").id}
            name="access_organizations"
            label={t("organizations")}
            error={field("access_organizations").error}
            choices={organizations}
            checked={(value) => checked("access_organizations", value)}
          />
        </div>
      )}
    </VersionedForm>
  )
}
