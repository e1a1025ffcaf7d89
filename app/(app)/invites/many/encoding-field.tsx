"use client"

import { useId } from "react"
import { useTranslations } from "use-intl/react"
import { SelectField } from "@/components/ui/select-field"
import { type Encoding, encodings } from "@/lib/core/encoding"

type Props = { encoding: Encoding; onChange: (encoding: Encoding) => void }

/** The detected encoding of a file; selecting another one reads it again. */
export function EncodingField({ encoding, onChange }: Props) {
  const t = useTranslations("manyInvites.reading")
  return (
    <SelectField
      id={useId()}
      name="encoding"
      label={t("encoding")}
      hint={t("encodingHint")}
      choices={encodings.map((value) => ({ value, label: t(`encodings.${value}`) }))}
      value={encoding}
      onChange={(event) => {
        const chosen = encodings.find((one) => one === event.target.value)
        if (chosen) onChange(chosen)
      }}
    />
  )
}
