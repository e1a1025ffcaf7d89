import { useEffect, useRef } from "react"

/** Returns the focus to the button that sent a form: browsers take it from a button that is disabled meanwhile. */
export function useKeptFocus(pending: boolean): void {
  const sender = useRef<HTMLElement>(null)

  useEffect(() => {
    const note = (event: SubmitEvent) => {
      sender.current = event.submitter
    }
    document.addEventListener("submit", note, true)
    return () => document.removeEventListener("submit", note, true)
  }, [])

  useEffect(() => {
    if (!pending) return
    return () => {
      const lost = document.activeElement === document.body
      if (lost && sender.current?.isConnected) sender.current.focus({ preventScroll: true })
    }
  }, [pending])
}
