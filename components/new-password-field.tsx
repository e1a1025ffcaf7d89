"use client"

import { type ComponentProps, useState } from "react"
import type { FieldProps } from "./ui/field"
import { PasswordField } from "./ui/password-field"

const least = 8
const words = ["", "Weak", "Fair", "Good", "Strong"]

/** A rough guess, 0 to 4, by length and variety; what is really refused is the server's to say. */
function strengthOf(password: string): number {
  const length = [...password].length
  if (length === 0) return 0
  const varied = new Set(password.toLowerCase()).size
  if (length < least || varied < 4) return 1
  const score = length + varied
  return score < 18 ? 2 : score < 26 ? 3 : 4
}

function advice(password: string): string {
  const missing = least - [...password].length
  if (!password) return `At least ${least} characters. A short sentence is easy to remember and hard to guess.`
  if (missing > 0) return `${missing} more ${missing === 1 ? "character" : "characters"}.`
  if (new Set(password.toLowerCase()).size < 4) return "The same few characters are guessed at once."
  return `${words[strengthOf(password)]}. Longer is stronger.`
}

/** A password to be chosen, with how strong it is and why, as plates of a stack. */
export function NewPasswordField(props: Omit<FieldProps, "hint"> & ComponentProps<"input">) {
  const [password, setPassword] = useState("")
  const strength = strengthOf(password)
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
      <span aria-live="polite">{advice(password)}</span>
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
