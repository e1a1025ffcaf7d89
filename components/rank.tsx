import type { Role } from "@/lib/permissions"
import { roleNames } from "./labels"

const levels: Record<Role, number> = { guest: 1, member: 2, admin: 3, tenant_admin: 4, super_admin: 5 }

/** A role as plates of a stack: the higher the rank, the more of them. */
export function RankMark({ role }: { role: Role }) {
  const level = levels[role]
  const plates = Array.from({ length: Math.max(3, level) }, (_, i) => i)
  return (
    <svg viewBox="0 0 16 16" aria-hidden className="size-4 shrink-0">
      {plates.map((i) => (
        <rect
          key={i}
          x={i}
          width={16 - 2 * i}
          y={12.5 - i * 3}
          height="2"
          rx="0.75"
          className={i < level ? "fill-accent" : "fill-line"}
        />
      ))}
    </svg>
  )
}

/** Mark and name of a role. */
export function Rank({ role }: { role: Role }) {
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <RankMark role={role} />
      {roleNames[role]}
    </span>
  )
}
