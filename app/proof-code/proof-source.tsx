import type { ReactNode } from "react"
import { Messages } from "@/components/messages"
import { ProofByCode } from "@/components/proof-by-code"
import type { UserCaller } from "@/lib/core/identity/caller"
import { emailProofCode } from "./action"

/** Lets the forms inside ask for the person's password, or for an emailed code where they have none. */
export function ProofSource({ me, children }: { me: Pick<UserCaller, "hasPassword">; children: ReactNode }) {
  if (me.hasPassword) return children
  return (
    <Messages of={["proofCode"]}>
      <ProofByCode action={emailProofCode}>{children}</ProofByCode>
    </Messages>
  )
}
