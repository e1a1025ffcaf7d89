"use client"

import { useTranslations } from "use-intl/react"
import { Disclosure } from "@/components/disclosure"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import type { Asked } from "@/lib/second-factor/schema"
import { ProvedRemoval } from "../proved-removal"
import { remove, rename } from "./actions"

const renaming = () => import("@/app/passkeys/schema").then((m) => m.Renaming)

/** Renames a passkey. */
export function RenamePasskey({ id, name }: { id: string; name: string }) {
  const t = useTranslations("passkeys")
  const { state, pending, formProps, field } = useServerForm({ action: rename, schema: renaming, values: { name } })
  return (
    <Disclosure label={t.rich("rename", { name, hidden })} size="small">
      <form {...formProps} className="grid gap-4">
        <FormMessage state={state} />
        <input type="hidden" name="passkey_id" value={id} />
        <TextField {...field("name")} label={t("name")} autoComplete="off" maxLength={100} required />
        <div>
          <Button size="small" disabled={pending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Disclosure>
  )
}

/** Removes a passkey, after a recent proof. */
export function RemovePasskey({ id, name, asks }: { id: string; name: string; asks: Asked }) {
  const t = useTranslations("passkeys")
  return (
    <ProvedRemoval
      action={remove}
      name="passkey_id"
      value={id}
      asks={asks}
      label={t.rich("remove", { name, hidden })}
      about={t("removeAbout")}
      submit={t("removeNow")}
    />
  )
}

const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
