import { cva, type VariantProps } from "class-variance-authority"
import type { ReactNode } from "react"

const badge = cva("inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap", {
  variants: {
    tone: {
      good: "bg-accent-soft text-accent-strong",
      calm: "bg-sunken text-muted",
      warn: "bg-warn-soft text-warn",
      bad: "bg-danger-soft text-danger-strong",
    },
  },
  defaultVariants: { tone: "calm" },
})

/** A word about a state. */
export function Badge({ tone, children }: VariantProps<typeof badge> & { children: ReactNode }) {
  return <span className={badge({ tone })}>{children}</span>
}
