"use client"

import { useState } from "react"
import { useTranslations } from "use-intl/react"
import { Avatar } from "@/components/avatar"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/core/forms/use-server-form"
import { saveDetails } from "./actions"

const schema = () => import("./schema").then((m) => m.Details)

type Person = { name: string; email: string; bio: string | null; avatar_url: string | null }

/** Name, picture and bio. The picture is shown as soon as its address is typed. */
export function ProfileForm({ name, email, bio, avatar_url }: Person) {
  const t = useTranslations("profile.details")
  const values = { name, bio: bio ?? "", avatar_url: avatar_url ?? "" }
  const { state, pending, formProps, field } = useServerForm({ action: saveDetails, schema, values })
  const [picture, setPicture] = useState(values.avatar_url)
  return (
    <form {...formProps} className="grid gap-5">
      <FormMessage state={state} />
      <div className="flex items-center gap-5">
        <Avatar name={name} url={/^https:\/\/[^\s"'<>\\]+$/i.test(picture) ? picture : null} size="large" />
        <div className="min-w-0">
          <p className="truncate text-lg font-semibold">{name}</p>
          <p className="truncate text-muted">{email}</p>
        </div>
      </div>
      <TextField {...field("name")} label={t("name")} autoComplete="name" required />
      <TextField
        {...field("avatar_url")}
        label={t("picture")}
        type="url"
        inputMode="url"
        placeholder="https://"
        hint={t("pictureHint")}
        onChange={(event) => setPicture(event.target.value)}
      />
      <TextAreaField {...field("bio")} label={t("bio")} hint={t("bioHint")} />
      <div>
        <Button disabled={pending}>{pending ? t("submitting") : t("submit")}</Button>
      </div>
    </form>
  )
}
