"use client"

import { type ReactNode, useEffect, useId, useRef } from "react"

type Props = {
  title: ReactNode
  /** After it was closed, by whatever means; whoever shows the dialog takes it away then. */
  onClose: () => void
  /** Gets the function that closes it. What has `data-first-focus` gets the focus, such as the way out of a danger. */
  children: (close: () => void) => ReactNode
}

/** A modal question. The browser's own dialog: it keeps the focus inside, closes by Escape and gives the focus back. */
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
