"use client"

import { type ReactNode, useState } from "react"
import { Changing } from "@/components/ui/changing"
import { control } from "@/components/ui/field"
import { fold } from "@/lib/core/fold"

type Props = {
  /** Label of the field, and the text if nothing matches. */
  label: string
  none: string
  items: { key: string; name: string; content: ReactNode }[]
}

/** A list that filters by name while one types, folded as searches are. */
export function FilteredList({ label, none, items }: Props) {
  const [typed, setTyped] = useState("")
  const wanted = fold(typed)
  const found = items.filter(({ name }) => fold(name).includes(wanted))
  return (
    <>
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className={`${control} mb-1.5 h-9`}
      />
      <p role="status" className={found.length === 0 ? "px-3 py-2 text-sm text-muted" : "sr-only"}>
        <Changing>{found.length === 0 && none}</Changing>
      </p>
      <ul>
        {found.map(({ key, content }) => (
          <li key={key}>{content}</li>
        ))}
      </ul>
    </>
  )
}
