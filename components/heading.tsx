import type { ReactNode } from "react"

/** The h1 of a page, and a sentence below. */
export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h1 className="text-2xl font-semibold wrap-anywhere">{title}</h1>
      {children && <p className="text-muted wrap-anywhere">{children}</p>}
    </div>
  )
}
