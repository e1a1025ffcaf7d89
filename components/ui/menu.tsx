"use client"

import { DropdownMenu } from "radix-ui"
import { type ReactElement, type ReactNode, useRef } from "react"

type Item = {
  label: ReactNode
  /** Runs after the menu has closed and its button is focused, so that a dialog returns the focus there. */
  run: () => void
  /** For alternatives: whether it is the current one. */
  checked?: boolean
  danger?: boolean
}

type Props = {
  /** The button that opens it. */
  trigger: ReactElement
  label: string
  groups: readonly { label?: string; items: readonly Item[] }[]
}

const row =
  "flex cursor-pointer items-center gap-2 rounded px-3 py-2 text-sm outline-none select-none data-highlighted:bg-sunken"

/** A menu of a button, for mouse, touch and keyboard. */
export function Menu({ trigger, label, groups }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const chosen = useRef<() => void>(undefined)
  const kept = groups.filter(({ items }) => items.length > 0)

  function leave(event: Event) {
    const run = chosen.current
    chosen.current = undefined
    if (!run) return
    event.preventDefault()
    button.current?.focus()
    run()
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild ref={button}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align="end"
          sideOffset={4}
          collisionPadding={12}
          onCloseAutoFocus={leave}
          className="z-20 min-w-48 divide-y divide-line rounded-lg border border-line bg-surface text-ink shadow-lift"
        >
          {kept.map(({ label: name, items }) => (
            <DropdownMenu.Group key={name ?? "others"} className="p-1.5" aria-label={name}>
              {name && <DropdownMenu.Label className="px-3 pt-1 pb-1.5 text-xs text-muted">{name}</DropdownMenu.Label>}
              {items.map(({ label: text, run, checked, danger }, i) => {
                const props = {
                  className: `${row} ${danger ? "text-danger" : ""}`,
                  onSelect: () => {
                    chosen.current = run
                  },
                }
                const key = typeof text === "string" ? text : i
                return checked === undefined ? (
                  <DropdownMenu.Item key={key} {...props}>
                    {text}
                  </DropdownMenu.Item>
                ) : (
                  <DropdownMenu.CheckboxItem key={key} checked={checked} {...props}>
                    <span className="grow">{text}</span>
                    <DropdownMenu.ItemIndicator className="text-accent">✓</DropdownMenu.ItemIndicator>
                  </DropdownMenu.CheckboxItem>
                )
              })}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
