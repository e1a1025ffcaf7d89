import type { ReactNode } from "react"

type Props = {
  title: string
  /** The main number. */
  value: string
  note: ReactNode
  children: ReactNode
  className?: string
}

/** One figure: its main number, then the details. */
export function Figure({ title, value, note, children, className = "" }: Props) {
  return (
    <section className={`grid min-w-0 content-start gap-4 rounded-lg border border-line bg-surface p-5 ${className}`}>
      <div>
        <h2 className="text-sm font-medium text-muted">{title}</h2>
        <p className="mt-1 flex flex-wrap items-baseline gap-x-3">
          <span className="text-3xl font-semibold">{value}</span>
          <span className="text-sm text-muted">{note}</span>
        </p>
      </div>
      {children}
    </section>
  )
}
