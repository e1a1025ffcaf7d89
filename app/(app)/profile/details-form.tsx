"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveDetails } from "./actions"

const schema = () => import("./schema").then((m) => m.Details)

type Person = { name: string; bio: string | null; avatar_url: string | null }

/** Name, bio and, if no picture was uploaded, the URL of one. */
export function ProfileForm({ name, bio, avatar_url }: Person) {
  const t = useTranslations("profile.details")
  const uploaded = avatar_url !== null && /\/files\/[\w-]{22}$/.test(avatar_url)
  const values = { name, bio: bio ?? "", avatar_url: avatar_url ?? "" }
  const { state, pending, formProps, field } = useServerForm({ action: saveDetails, schema, values })
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <TextField {...field("name")} label={t("name")} autoComplete="name" required />
      <TextAreaField {...field("bio")} label={t("bio")} hint={t("bioHint")} />
      {!uploaded && (
        <TextField
          {...field("avatar_url")}
          label={t("picture")}
          type="url"
          inputMode="url"
          placeholder="https://"
          hint={t("pictureHint")}
        />
      )}
      <div>
        <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
      </div>
    </form>
  )
}
