import type { ReactNode } from "react"

/** A page's one h1, and a sentence under it. */
export function Heading({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h1 className="text-2xl font-semibold">{title}</h1>
      {children && <p className="text-muted">{children}</p>}
    </div>
  )
}
