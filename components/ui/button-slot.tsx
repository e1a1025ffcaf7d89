import type { VariantProps } from "class-variance-authority"
import { Slot } from "radix-ui"
import type { ReactNode } from "react"
import { buttonLook } from "./button"

/** Renders its one child, a link, as a button. */
export function ButtonSlot({ look, size, children }: VariantProps<typeof buttonLook> & { children: ReactNode }) {
  return <Slot.Root className={buttonLook({ look, size })}>{children}</Slot.Root>
}
