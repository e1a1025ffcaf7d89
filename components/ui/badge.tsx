import { cva, type VariantProps } from "class-variance-authority"
import type { ReactNode } from "react"

const badge = cva(
  "flex w-fit items-center gap-1.5 rounded-full text-xs font-medium whitespace-nowrap before:size-1.5 before:rounded-full",
  {
    variants: {
      tone: {
        good: "text-muted before:bg-accent",
        calm: "text-muted before:bg-edge",
        warn: "bg-warn-soft px-2.5 py-0.5 text-warn before:bg-warn",
        bad: "bg-danger-soft px-2.5 py-0.5 text-danger-strong before:bg-danger",
      },
    },
    defaultVariants: { tone: "calm" },
  },
)

/** A state in a word. Normal states are unobtrusive. */
export function Badge({ tone, children }: VariantProps<typeof badge> & { children: ReactNode }) {
  return <span className={badge({ tone })}>{children}</span>
}
