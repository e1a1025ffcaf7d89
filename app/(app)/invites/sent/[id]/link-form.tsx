"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { SecretText } from "@/components/secret-text"
import { Button } from "@/components/ui/button"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { createLink } from "../../actions"

const schema = () => import("../../schema").then((m) => m.OneInvite)

/** Creates a link to copy; then shows it in place of the form. */
export function LinkForm({ org, id }: { org: string; id: string }) {
  const t = useTranslations("invites.detail")
  const { state, pending, formProps } = useServerForm({ action: createLink, schema })
  const [url] = state.once ?? []
  return (
    <form {...formProps} className="grid max-w-form gap-4">
      <FormMessage state={state} />
      <input type="hidden" name="org" value={org} />
      <input type="hidden" name="invite_id" value={id} />
      {url ? (
        <>
          <p className="text-sm text-muted">{t("linkCreated")}</p>
          <SecretText label={t("link")} text={url} />
        </>
      ) : (
        <div>
          <Button look="plain" disabled={pending}>
            {t("linkCreate")}
          </Button>
        </div>
      )}
    </form>
  )
}
