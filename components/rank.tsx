import type { Role } from "@/lib/core/identity/permissions"
import { RoleName } from "./role-name"

const levels: Record<Role, number> = { guest: 1, member: 2, admin: 3, tenant_admin: 4, super_admin: 5 }

/** A rank as stacked plates: the higher it is, the more of them. */
export function RankMark({ rank }: { rank: Role }) {
  const level = levels[rank]
  const count = Math.max(3, level)
  const step = count === 3 ? 4.5 : 15 / count
  const plates = Array.from({ length: count }, (_, i) => i)
  return (
    <svg viewBox="0 0 16 16" aria-hidden className="size-4 shrink-0">
      {plates.map((i) => (
        <rect
          key={i}
          x={i * 1.5}
          width={16 - 3 * i}
          y={8 + (count * step) / 2 - (i + 1) * step + 0.5}
          height={step - 1.25}
          rx="1"
          className={i < level ? "fill-accent" : "fill-edge/35"}
        />
      ))}
    </svg>
  )
}

/** Icon and name of a role. @param name that of another tenant's role */
export function Rank({ role, rank, name }: { role: string; rank: Role; name?: string | null }) {
  return (
    <span className="flex w-fit max-w-full items-center gap-2">
      <RankMark rank={rank} />
      <bdi className="line-clamp-2 w-max max-w-36 wrap-anywhere card:line-clamp-1">
        <RoleName role={role} name={name} />
      </bdi>
    </span>
  )
}
