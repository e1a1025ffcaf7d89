"use client"

import { useServerForm } from "@/lib/core/forms/use-server-form"
import { VersionedForm } from "../versioned-form"
import { saveApi } from "./actions"
import { ApiFields } from "./api-fields"

const schema = () => import("./schema").then((m) => m.ApiForm)

type Stored = { name: string; permissions: string[]; claims: string }

/** Changes an API. */
export function ApiForm({ org, id, version, stored }: { org: string; id: string; version: number; stored: Stored }) {
  const form = useServerForm({ action: saveApi, schema, values: stored })
  return (
    <VersionedForm {...{ form, org, version }} values={{ api_id: id }}>
      <ApiFields field={form.field} />
    </VersionedForm>
  )
}
