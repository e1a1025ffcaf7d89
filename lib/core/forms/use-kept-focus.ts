import { useLayoutEffect } from "react"

/** Returns the focus to the button that sent a form: browsers take it from a button that is disabled meanwhile. */
export function useKeptFocus(pending: boolean): void {
  useLayoutEffect(() => {
    if (!pending) return
    const sender = document.activeElement
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && sender instanceof HTMLElement && sender.isConnected)
          sender.focus({ preventScroll: true })
      })
    }
  }, [pending])
}
