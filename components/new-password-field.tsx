"use client"

import { type ComponentProps, useState } from "react"
import { useTranslations } from "use-intl/react"
import { judge, plainPassword } from "@/lib/core/identity/password-rules"
import { Changing } from "./ui/changing"
import type { FieldProps } from "./ui/field"
import { PasswordField } from "./ui/password-field"

const words = ["weak", "weak", "fair", "good", "strong"] as const

let list: Promise<ReadonlySet<string> | null> | undefined

/**
 * Loads the list of common passwords that the server refuses, once, when a password field is focused. Null if it fails.
 */
function loadList(): Promise<ReadonlySet<string> | null> {
  list ??= import("@zxcvbn-ts/language-common")
    .then(({ dictionary }) => new Set(dictionary["passwords-common"] as string[]))
    .catch(() => {
      list = undefined
      return null
    })
  return list
}

/** The email in the form, if there is one. */
const addressIn = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLInputElement>('input[name="email"], input[autocomplete="username"]')?.value ?? ""

type Props = Omit<FieldProps, "hint"> &
  ComponentProps<"input"> & {
    /** PASSWORD_MIN_LENGTH, from the server. */
    least?: number
  }

/** A new password with a strength meter, drawn as plates of a stack, and hints. Applies the server's rules. */
export function NewPasswordField({ least = 8, ...props }: Props) {
  const [password, setPassword] = useState("")
  const [email, setEmail] = useState("")
  const [common, setCommon] = useState<ReadonlySet<string> | null>(null)
  const t = useTranslations("common.newPassword")
  const advise = useTranslations("common.passwordAdvice")
  const { strength, why } = judge({ password, email, least, common })

  function advice(): string {
    if (!password) return t("hint", { least: String(least) })
    if (why === "missing") return t("missing", { n: least - [...plainPassword(password)].length })
    if (why === "few") return t("few")
    return why ? advise(why) : t(words[strength])
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
      <span aria-live="polite">
        <Changing>{advice()}</Changing>
      </span>
    </span>
  )
  return (
    <PasswordField
      autoComplete="new-password"
      required
      {...props}
      hint={hint}
      onFocus={() => void loadList().then(setCommon)}
      onChange={(event) => {
        setPassword(event.target.value)
        setEmail(addressIn(event.target.form))
        void loadList().then(setCommon)
      }}
    />
  )
}
