import { cva, type VariantProps } from "class-variance-authority"
import type { ComponentProps } from "react"
import { changing } from "./changing"

/** Styles of buttons, and of links that look like one. One `primary` per page. */
export const buttonLook = cva(
  "inline-flex items-center justify-center gap-2 rounded font-medium transition-colors duration-150 disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      look: {
        // In forced colors all backgrounds are alike: the system's highlight color marks the primary one.
        primary:
          "bg-accent text-on-accent hover:bg-accent-strong forced-colors:border forced-colors:border-[ButtonText] forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:forced-color-adjust-none",
        plain: "border border-edge/60 bg-surface text-ink hover:border-edge hover:bg-sunken",
        quiet: "text-muted hover:bg-sunken hover:text-ink",
        danger: "bg-danger text-on-danger hover:bg-danger-strong",
        warning: "border border-danger/50 bg-surface text-danger hover:bg-danger-soft",
      },
      size: {
        // Wraps, because some contain names of organizations.
        base: "min-h-10 max-w-full px-4 py-1.5 text-base text-balance wrap-break-word [&>span]:min-w-0",
        small: "min-h-8 max-w-full px-3 py-1 text-sm text-balance wrap-anywhere",
      },
    },
    defaultVariants: { look: "primary", size: "base" },
  },
)

/** A button. */
export function Button({
  look,
  size,
  className,
  children,
  ...props
}: ComponentProps<"button"> & VariantProps<typeof buttonLook>) {
  return (
    <button {...props} className={buttonLook({ look, size, className })}>
      {changing(children)}
    </button>
  )
}
