import { Messages } from "@/components/messages"
import { Section } from "@/components/section"
import { Badge } from "@/components/ui/badge"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { passkeysAvailable } from "@/lib/passkeys/relying-party"
import type { Passkey } from "@/lib/passkeys/schema"
import { listPasskeys } from "@/lib/passkeys/service"
import { asksFor } from "@/lib/second-factor/prove"
import type { Asked } from "@/lib/second-factor/schema"
import { AddPasskey } from "./add-passkey"
import { RemovePasskey, RenamePasskey } from "./one-passkey"

/** The person's passkeys, each with a way to rename and remove it, and a way to add one. */
export async function Passkeys({ me }: { me: UserCaller }) {
  const t = await translations("passkeys")
  const { rows } = await listPasskeys(me, { limit: 100, total: false })
  const asks = await asksFor(me)
  return (
    <Messages of={["passkeys"]}>
      <Section title={t("title")} about={t("about")}>
        {rows.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        {rows.length > 0 && (
          <List aria-label={t("title")}>
            {rows.map((passkey) => (
              <OnePasskey key={passkey.id} passkey={passkey} asks={asks} />
            ))}
          </List>
        )}
        <Add me={me} asks={asks} />
      </Section>
    </Messages>
  )
}

async function Add({ me, asks }: { me: UserCaller; asks: Asked }) {
  const t = await translations("passkeys")
  if (!passkeysAvailable()) return <p className="text-sm text-muted">{t("off")}</p>
  if (me.verified) return <AddPasskey asks={asks} />
  return <p>{t.rich("unverified", { email: me.email, strong: (text) => <strong>{text}</strong> })}</p>
}

async function OnePasskey({ passkey, asks }: { passkey: Passkey; asks: Asked }) {
  const t = await translations("passkeys")
  const { id, name, backed_up, created_at, last_used_at } = passkey
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
          {backed_up && <Badge tone="good">{t("synced")}</Badge>}
        </div>
        <div className="text-sm text-muted">
          {t("created")} <When at={created_at} exact /> ·{" "}
          {last_used_at ? (
            <>
              {t("used")} <When at={last_used_at} exact />
            </>
          ) : (
            t("unused")
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <RenamePasskey id={id} name={name} />
        <RemovePasskey id={id} name={name} asks={asks} />
      </div>
    </li>
  )
}
