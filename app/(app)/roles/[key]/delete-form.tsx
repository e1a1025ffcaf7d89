"use client"

import { useTranslations } from "use-intl/react"
import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { ProofField } from "@/components/proof-field"
import { useRoles } from "@/components/roles"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { removeRole } from "../actions"

const schema = () => import("../schema").then((m) => m.RoleRemovalForm)

type Props = { org: string; roleKey: string; others: readonly string[]; asks: boolean }

/** Deletes a role, and chooses what replaces it. */
export function DeleteForm({ org, roleKey, others, asks }: Props) {
  const t = useTranslations("roles.one")
  const { nameOf } = useRoles()
  const values = { replace_with: others.includes("member") ? "member" : "guest" }
  const { state, pending, formProps, field } = useServerForm({ action: removeRole, schema, values })
  return (
    <Disclosure label={t("deleteBehind")} look="danger" open={state.n > 0}>
      <form {...formProps} className="grid gap-5">
        <FormMessage state={state} />
        <input type="hidden" name="org" value={org} />
        <input type="hidden" name="role_key" value={roleKey} />
        <SelectField
          key={state.n}
          {...field("replace_with")}
          label={t("replaceWith")}
          choices={others.map((value) => ({ value, label: nameOf(value) }))}
        />
        <ProofField {...field("password")} asks={asks} />
        <div>
          <Button look="danger" disabled={pending}>
            {t("delete")}
          </Button>
        </div>
      </form>
    </Disclosure>
  )
}
