import { Alert } from "@/components/ui/alert"
import { english } from "@/lib/i18n/catalogue"
import { translations } from "@/lib/i18n/translations"

type Done = keyof typeof english.applications.done

const isDone = (name: string): name is Done => Object.hasOwn(english.applications.done, name)

/** The result of the previous action, from the URL. */
export async function Done({ done }: { done: string | undefined }) {
  if (!done || !isDone(done)) return null
  const t = await translations("applications.done")
  return <Alert tone="good">{t(done)}</Alert>
}
