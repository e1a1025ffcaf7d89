import { useCallback, useEffect, useRef, useState } from "react"
import type { NanostackError } from "../../core/error"

type State<T> = {
  /** Undefined until it is loaded. */
  data: T | undefined
  /** Why the latest attempt failed. */
  error: NanostackError | null
}

/** Data that a component loads: again after an error, once the browser is online again or the page has the focus. */
export function useLoaded<T>(load: () => Promise<T>, initial?: T) {
  const [state, setState] = useState<State<T>>({ data: initial, error: null })
  const latest = useRef(0)
  const reload = useCallback(async () => {
    const mine = ++latest.current
    const next = await load().then(
      (data) => ({ data, error: null }),
      (error: NanostackError) => ({ error }),
    )
    if (mine === latest.current) setState((state) => ({ ...state, ...next }))
  }, [load])
  const clear = useCallback(() => {
    latest.current++
    setState({ data: undefined, error: null })
  }, [])
  const { error } = state
  useEffect(() => {
    if (!error) return
    const again = () => void reload()
    window.addEventListener("online", again)
    window.addEventListener("focus", again)
    return () => {
      window.removeEventListener("online", again)
      window.removeEventListener("focus", again)
    }
  }, [error, reload])
  return { ...state, reload, clear }
}
