import type { ReactNode } from "react"

/** An empty list: says why, and what to do first. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-line px-6 py-14 text-center">
      <svg viewBox="0 0 48 32" aria-hidden className="h-8 w-12 fill-none stroke-edge/70">
        <rect x="2" y="23" width="44" height="6" rx="2" />
        <rect x="9" y="13" width="37" height="6" rx="2" strokeDasharray="3 3" />
        <rect x="20" y="3" width="26" height="6" rx="2" strokeDasharray="3 3" />
      </svg>
      <p className="font-medium">{title}</p>
      <p className="max-w-sm text-sm text-muted">{children}</p>
    </div>
  )
}
