import { singleton } from "../cache/singleton"

/** What the server tells the pages about itself: `stopping` is true from the first signal on, and readiness is red then. */
export const lifecycle = () => singleton("lifecycle", () => ({ stopping: false }))
