type Props = { names: readonly string[]; label?: string }

/** Permissions as a row of badges. */
export function PermissionList({ names, label }: Props) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {names.map((name) => (
        <li key={name} className="rounded-sm border border-line px-2 py-0.5 font-mono text-xs wrap-anywhere">
          {name}
        </li>
      ))}
    </ul>
  )
}
