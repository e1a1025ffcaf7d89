type Props = { names: readonly string[]; label?: string }

/** Names of permissions, side by side. */
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
