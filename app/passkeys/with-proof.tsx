import type { ReactNode } from "react"
import { Messages } from "@/components/messages"
import { PasskeyProof } from "@/components/passkey-proof"
import type { UserCaller } from "@/lib/core/identity/caller"
import { hasPasskey } from "@/lib/passkeys/service"
import { beginProof, finishProof } from "./actions"

/** Lets the forms inside ask for a passkey instead of the password, where the person has one. */
export async function WithPasskeyProof({ me, children }: { me: UserCaller; children: ReactNode }) {
  const enabled = await hasPasskey(me.userId)
  // The same structure without one: forms keep their state when the first passkey is added.
  return (
    <Messages of={["passkeys"]}>
      <PasskeyProof begin={beginProof} finish={finishProof} enabled={enabled}>
        {children}
      </PasskeyProof>
    </Messages>
  )
}
