import { ProofForm } from "@/components/proof-form"
import { closeAccount } from "./account-actions"

/** The end of an account, after saying what ends with it. */
export function CloseAccount({ organizations }: { organizations: number }) {
  const places = organizations === 1 ? "your organization" : `your ${organizations} organizations`
  const consequences = (
    <ul className="grid list-disc gap-1.5 pl-5">
      {organizations > 0 && <li>You leave {places} at once.</li>}
      <li>Every session ends, here and on your other devices.</li>
      <li>Invites that you sent and nobody accepted yet are withdrawn, and API keys that you made stop.</li>
      <li>For 30 days you can change your mind by signing in. Then everything about you is erased for good.</li>
    </ul>
  )
  return (
    <ProofForm action={closeAccount} asks look="danger" behind="Close my account…" about={consequences}>
      Close my account
    </ProofForm>
  )
}
