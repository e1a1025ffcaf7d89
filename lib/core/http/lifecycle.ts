import { singleton } from "../cache/singleton"

/** Server state for the pages: `stopping` is true from the first signal on, which makes the server not ready. */
export const lifecycle = () => singleton("lifecycle", () => ({ stopping: false }))
