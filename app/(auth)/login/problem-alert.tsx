import { Alert } from "@/components/ui/alert"
import { translations } from "@/lib/i18n/translations"
import { problems } from "@/lib/identities/problem"

/** Why a sign-in with another account came to nothing. Codes that are not ours show nothing. */
export async function ProblemAlert({ problem }: { problem: string | undefined }) {
  const known = problems.find((one) => one === problem)
  if (!known) return null
  const t = await translations("identities.problems")
  return <Alert tone={known === "denied" ? "note" : "bad"}>{t(known)}</Alert>
}
