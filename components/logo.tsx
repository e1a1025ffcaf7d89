/** The logo: three stacked plates. */
export function Mark({ className = "size-7" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g className="fill-on-accent">
        <rect x="7" y="20" width="18" height="4" rx="1.5" />
        <rect x="10" y="14" width="15" height="4" rx="1.5" opacity=".8" />
        <rect x="15" y="8" width="10" height="4" rx="1.5" opacity=".6" />
      </g>
    </svg>
  )
}

/** Logo and name. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5 text-lg font-semibold">
      <Mark />
      Nanostack
    </span>
  )
}
