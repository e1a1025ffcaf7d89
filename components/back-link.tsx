import { ArrowLeft } from "lucide-react"
import type { ReactNode } from "react"
import { TextLink } from "./text-link"

/** Leads back to the page above this one; `children` names it. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p>
      <TextLink href={href}>
        <ArrowLeft aria-hidden className="mr-1 inline size-4" />
        {children}
      </TextLink>
    </p>
  )
}
