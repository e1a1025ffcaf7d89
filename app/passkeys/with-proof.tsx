import type { ReactNode } from "react"
import { Messages } from "@/components/messages"
import { PasskeyProof } from "@/components/passkey-proof"
import type { UserCaller } from "@/lib/core/identity/caller"
import { hasPasskey } from "@/lib/passkeys/service"
import { beginProof, finishProof } from "./actions"

/** Lets the forms inside ask for a passkey instead of the password, where the person has one. */
export async function WithPasskeyProof({ me, children }: { me: UserCaller; children: ReactNode }) {
  if (!(await hasPasskey(me.userId))) return children
  return (
    <Messages of={["passkeys"]}>
      <PasskeyProof begin={beginProof} finish={finishProof}>
        {children}
      </PasskeyProof>
    </Messages>
  )
}
