/** Everything that somebody may do here, and which of it stands beside their role. */
export function PermissionList({ effective, direct }: { effective: string[]; direct: string[] }) {
  if (effective.length === 0) return <p className="text-sm text-muted">None.</p>
  return (
    <ul className="flex flex-wrap gap-1.5">
      {effective.map((name) => (
        <li key={name} className="rounded-sm border border-line bg-surface px-2 py-0.5 font-mono text-xs">
          {name}
          {direct.includes(name) && <span className="ml-1.5 font-sans text-accent">direct</span>}
        </li>
      ))}
    </ul>
  )
}
