"use client"

import { type ComponentProps, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { FieldProps } from "./ui/field"
import { PasswordField } from "./ui/password-field"

const words = ["weak", "weak", "fair", "good", "strong"] as const

const variety = (password: string) => new Set(password.toLowerCase()).size

/** A rough guess, 0 to 4, by length and variety; what is really refused is the server's to say. */
function strengthOf(password: string, least: number): 0 | 1 | 2 | 3 | 4 {
  const length = [...password].length
  if (length === 0) return 0
  const varied = variety(password)
  if (length < least || varied < 4) return 1
  const score = length + varied
  return score < 18 ? 2 : score < 26 ? 3 : 4
}

type Props = Omit<FieldProps, "hint"> &
  ComponentProps<"input"> & {
    /** PASSWORD_MIN_LENGTH, from the server. */
    least?: number
  }

/** A password to be chosen, with how strong it is and why, as plates of a stack. */
export function NewPasswordField({ least = 8, ...props }: Props) {
  const [password, setPassword] = useState("")
  const t = useTranslations("common.newPassword")
  const strength = strengthOf(password, least)

  function advice(): string {
    const n = least - [...password].length
    if (!password) return t("hint", { least: String(least) })
    if (n > 0) return t("missing", { n })
    return variety(password) < 4 ? t("few") : t(words[strength])
  }

  const hint = (
    <span className="grid gap-1.5">
      <span aria-hidden className="flex gap-1">
        {[1, 2, 3, 4].map((plate) => (
          <span
            key={plate}
            className={`h-1 flex-1 rounded-full transition-colors ${plate <= strength ? "bg-accent" : "bg-line"}`}
          />
        ))}
      </span>
      <span aria-live="polite">{advice()}</span>
    </span>
  )
  return (
    <PasswordField
      autoComplete="new-password"
      required
      {...props}
      hint={hint}
      onChange={(event) => setPassword(event.target.value)}
    />
  )
}
