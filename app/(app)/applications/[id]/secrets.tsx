import { ProofForm } from "@/components/proof-form"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { ApplicationSecret, ApplicationType } from "@/lib/applications/schema"
import { listSecrets } from "@/lib/applications/secrets"
import { translations } from "@/lib/i18n/translations"
import { revokeSecret } from "../actions"
import type { Given } from "./given"
import { SecretForm } from "./secret-form"

/** An application's active secrets, with a way to replace them. */
export async function Secrets({ actor, org, application: { id, type }, mayWrite, asks }: Given) {
  const t = await translations("applications.secrets")
  const { rows } = await listSecrets(actor, id, { limit: 10, total: false })
  return (
    <>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">{t("none")}</p>
      ) : (
        <List aria-label={t("title")}>
          {rows.map((secret) => (
            <li key={secret.id} className="grid gap-3 px-4 py-3">
              <Facts secret={secret} />
              {mayWrite && <Revocation {...{ org, id, type, secret, asks }} />}
            </li>
          ))}
        </List>
      )}
      {mayWrite && <SecretForm {...{ org, id, asks }} full={rows.length >= 2} />}
    </>
  )
}

async function Facts({ secret: { last_four, created_at, last_used_at, expires_at } }: { secret: ApplicationSecret }) {
  const t = await translations("applications.secrets")
  return (
    <div className="text-sm text-muted">
      <span className="font-mono text-xs text-ink">nss_…{last_four}</span> ·{" "}
      {t.rich("made", { date: () => <When at={created_at} /> })} ·{" "}
      {last_used_at === null ? t("neverUsed") : t.rich("lastUsed", { date: () => <When at={last_used_at} exact /> })}
      {expires_at !== null && <> · {t.rich("expires", { date: () => <When at={expires_at} /> })}</>}
    </div>
  )
}

type RevocationProps = { org: string; id: string; type: ApplicationType; secret: ApplicationSecret; asks: boolean }

async function Revocation({ org, id, type, secret, asks }: RevocationProps) {
  const t = await translations("applications.secrets")
  const lastFour = secret.last_four
  const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
  return (
    <ProofForm
      action={revokeSecret}
      values={{ org, application_id: id, secret_id: secret.id }}
      asks={asks}
      look="danger"
      size="small"
      behind={<span>{t.rich("behind", { lastFour, hidden })}</span>}
      about={<p>{t(type === "machine" ? "revokeMachineAbout" : "revokeAbout", { lastFour })}</p>}
    >
      <span>{t.rich("revoke", { lastFour, hidden })}</span>
    </ProofForm>
  )
}
