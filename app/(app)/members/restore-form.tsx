import type { ReactNode } from "react"
import { ProofForm } from "@/components/proof-form"
import { restore } from "./actions"

type Props = {
  org: string
  id: string
  /** Whether the password has to be confirmed. */
  asks: boolean
  children: ReactNode
}

/** A button that restores a removed member; it asks for the password first where that is required. */
export function RestoreForm({ org, id, asks, children }: Props) {
  return (
    <ProofForm
      action={restore}
      values={{ org, user_id: id }}
      asks={asks}
      look="plain"
      size="small"
      behind={asks ? children : undefined}
    >
      {children}
    </ProofForm>
  )
}
