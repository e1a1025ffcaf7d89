import { cva, type VariantProps } from "class-variance-authority"
import type { ReactNode } from "react"
import { changing } from "./changing"

const alert = cva("rounded border-l-3 px-4 py-3 text-base", {
  variants: {
    tone: {
      good: "border-accent bg-accent-soft",
      bad: "border-danger bg-danger-soft",
      note: "border-warn bg-warn-soft",
    },
  },
})

/** A message about a result. Errors interrupt a screen reader, success waits. */
export function Alert({ tone, children }: Required<VariantProps<typeof alert>> & { children: ReactNode }) {
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={alert({ tone })}>
      {changing(children)}
    </div>
  )
}
