import { Toast } from "@/components/toast"
import { Alert } from "@/components/ui/alert"
import type { Actor } from "@/lib/core/identity/authorize"
import { outranks } from "@/lib/core/identity/permissions"
import { translations } from "@/lib/i18n/translations"
import { listRemoved } from "@/lib/memberships/removed"
import { RestoreForm } from "./restore-form"

type Props = { actor: Actor<"users:delete">; id: string; org: string; asks: boolean }

/** Names the member who was just removed, with Undo if the reader can restore them. */
export async function RemovedToast({ actor, id, org, asks }: Props) {
  const t = await translations("members")
  const [person] = (await listRemoved(actor, { id, limit: 1 })).rows
  if (!person) return <Alert tone="good">{t("notices.removed")}</Alert>
  const restorable = !person.closed && !outranks(person.role_rank, actor.role_rank)
  const undo = restorable && <RestoreForm {...{ org, id, asks }}>{t("removed.undo")}</RestoreForm>
  return (
    <Toast key={id} undo={undo}>
      {t.rich("removed.done", { name: () => <bdi>{person.name}</bdi> })}
    </Toast>
  )
}
