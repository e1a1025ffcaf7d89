import type { ReactNode } from "react"
import type { UserCaller } from "@/lib/core/identity/caller"
import { Messages } from "./messages"
import { ProofByCode } from "./proof-by-code"

/** Lets the forms inside ask for the person's password, or for an emailed code where they have none. */
export function ProofSource({ me, children }: { me: Pick<UserCaller, "hasPassword">; children: ReactNode }) {
  if (me.hasPassword) return children
  return (
    <Messages of={["proofCode"]}>
      <ProofByCode>{children}</ProofByCode>
    </Messages>
  )
}
