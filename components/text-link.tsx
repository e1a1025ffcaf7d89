import Link from "next/link"
import type { ComponentProps } from "react"

/** A link in running text. */
export function TextLink(props: ComponentProps<typeof Link>) {
  const look =
    "font-medium wrap-anywhere text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent"
  return <Link prefetch={false} {...props} className={look} />
}
