"use client"

import { useState } from "react"
import { Avatar } from "@/components/avatar"
import { FormMessage } from "@/components/form-message"
import { Button } from "@/components/ui/button"
import { TextAreaField, TextField } from "@/components/ui/text-field"
import { useServerForm } from "@/lib/forms/use-server-form"
import { saveDetails } from "./actions"

const schema = () => import("./schema").then((m) => m.Details)

type Person = { name: string; email: string; bio: string | null; avatar_url: string | null }

/** Name, picture and bio. The picture is shown as soon as its address is typed. */
export function DetailsForm({ name, email, bio, avatar_url }: Person) {
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
      <TextField {...field("name")} label="Name" autoComplete="name" required />
      <TextField
        {...field("avatar_url")}
        label="Picture"
        type="url"
        inputMode="url"
        placeholder="https://"
        hint="The https address of a picture. Leave it empty to show your initials."
        onChange={(event) => setPicture(event.target.value)}
      />
      <TextAreaField
        {...field("bio")}
        label="About you"
        hint="Up to 1000 characters, seen by members of your organizations."
      />
      <div>
        <Button disabled={pending}>{pending ? "Saving…" : "Save"}</Button>
      </div>
    </form>
  )
}
