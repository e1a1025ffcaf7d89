import { ProofForm } from "@/components/proof-form"
import { Badge } from "@/components/ui/badge"
import { asksForProof } from "@/lib/forms/proof"
import { secondFactorState } from "@/lib/second-factor/service"
import type { UserCaller } from "@/lib/session"
import { begin, remove } from "./actions"

/** Whether there is a second factor, and the way to one or away from it. */
export async function SecondFactor({ me }: { me: UserCaller }) {
  const { enabled, recoveryCodesLeft } = await secondFactorState(me.userId)
  if (!enabled)
    return (
      <>
        <p>Off. With an authenticator app on your phone, a stolen password alone opens nothing.</p>
        <ProofForm action={begin} asks={asksForProof(me)} look="plain">
          Set up
        </ProofForm>
      </>
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Badge tone="good">On</Badge>
        <span className="text-sm text-muted">
          {recoveryCodesLeft === 1 ? "1 recovery code" : `${recoveryCodesLeft} recovery codes`} left
        </span>
      </div>
      <ProofForm
        action={remove}
        asks
        look="danger"
        behind="Turn off…"
        about={<p>The password alone signs you in then, and your recovery codes are worth nothing.</p>}
      >
        Turn off the second factor
      </ProofForm>
    </>
  )
}
