import type { ComponentProps } from "react"

/** A framed list with lines between its rows. */
export function List(props: ComponentProps<"ul">) {
  return <ul className="divide-y divide-line rounded-lg border border-line bg-surface" {...props} />
}
