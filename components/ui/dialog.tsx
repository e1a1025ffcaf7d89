"use client"

import { type ReactNode, useEffect, useId, useRef } from "react"

type Props = {
  title: ReactNode
  /** Called after it was closed, in any way; the parent then removes the dialog. */
  onClose: () => void
  /**
   * Receives the function that closes it. The element with `data-first-focus` is focused, such as Cancel in a dangerous
   * dialog.
   */
  children: (close: () => void) => ReactNode
}

/** A modal dialog. The native one: it traps the focus, closes with Escape and restores the focus. */
export function Dialog({ title, onClose, children }: Props) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const element = dialog.current
    if (!element || element.open) return
    element.showModal()
    element.querySelector<HTMLElement>("[data-first-focus]")?.focus()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto w-[calc(100vw-2rem)] max-w-xl rounded-lg border border-line bg-surface p-0 text-ink shadow-lift backdrop:bg-[rgb(0_0_0/0.45)] max-sm:mb-4"
    >
      <div className="grid max-h-[85dvh] gap-5 overflow-y-auto p-6">
        <h2 id={id} className="text-xl font-semibold wrap-anywhere">
          {title}
        </h2>
        {children(() => dialog.current?.close())}
      </div>
    </dialog>
  )
}
