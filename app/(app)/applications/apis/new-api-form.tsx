"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { createApi } from "./actions"
import { ApiFields } from "./api-fields"

const schema = () => import("./schema").then((m) => m.NewApiForm)

/** Creates an API. */
export function NewApiForm({ org }: { org: string }) {
  const t = useTranslations("applications.apis")
  const { state, pending, formProps, field } = useServerForm({ action: createApi, schema, clear: true })
  return (
    <form {...formProps} className="grid grid-cols-1 gap-5">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <ApiFields field={field} />
      <div>
        <Button look="plain" disabled={pending}>
          {t(pending ? "creating" : "create")}
        </Button>
      </div>
    </form>
  )
}
