"use client"

import { type ChangeEvent, type ReactNode, useEffect, useId, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { FormAction } from "@/lib/core/forms/form-state"
import { useFormAction } from "@/lib/core/forms/rendered-for"
import { uploads } from "@/lib/core/uploads"
import { FormMessage } from "./form-message"
import { Button } from "./ui/button"
import { describedBy, Field } from "./ui/field"

type Props = {
  upload: FormAction
  remove: FormAction
  /** Hidden values of both forms. */
  values?: Record<string, string>
  /** Whether there is an image to remove. */
  removable: boolean
  /** Renders the image: the stored one, or a selected one by its URL. */
  show: { stored: ReactNode; chosen: (url: string) => ReactNode }
}

/** Uploads an image, with a preview, and removes it. Works without JavaScript. */
export function ImageForm({ upload, remove, values = {}, removable, show }: Props) {
  const t = useTranslations("images")
  const id = useId()
  const [state, dispatch, pending] = useFormAction(upload)
  const [gone, takeAway, going] = useFormAction(remove)
  const [chosen, setChosen] = useState("")
  useEffect(() => {
    if (state.ok) setChosen("")
  }, [state])

  function preview({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    setChosen("")
    // The server would refuse the whole form.
    target.setCustomValidity(file && file.size > uploads.most ? t("tooLarge") : "")
    if (!target.reportValidity() || !file?.type.startsWith("image/")) return
    const reader = new FileReader()
    reader.onload = () => setChosen(String(reader.result))
    reader.readAsDataURL(file)
  }

  const { image: error } = state.fields
  // Shows the message of the form that has run last.
  const said = gone.n > 0 && (!gone.ok || !removable) ? gone : state.ok && !removable ? undefined : state
  const hidden = Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
  return (
    <div className="grid gap-5">
      <div className="flex items-center gap-5">
        {chosen ? show.chosen(chosen) : show.stored}
        {chosen && <p className="text-sm text-muted">{t("preview")}</p>}
      </div>
      {said && !(said === state && error) && <FormMessage state={said} />}
      <form action={dispatch} className="grid gap-4">
        {hidden}
        <Field id={id} label={t("choose")} error={error} hint={t("hint")}>
          <input
            type="file"
            name="image"
            accept={uploads.types.join(",")}
            required
            {...describedBy({ id, error, hint: t("hint") })}
            onChange={preview}
            className="w-full max-w-full rounded border border-edge bg-surface text-sm file:mr-3 file:h-10 file:cursor-pointer file:border-0 file:bg-sunken file:px-4 file:font-medium file:text-ink"
          />
        </Field>
        <div>
          <Button look="plain" disabled={pending}>
            {pending ? t("uploading") : t("upload")}
          </Button>
        </div>
      </form>
      {removable && (
        <form action={takeAway}>
          {hidden}
          <Button look="warning" size="small" disabled={going}>
            {t("remove")}
          </Button>
        </form>
      )}
    </div>
  )
}
