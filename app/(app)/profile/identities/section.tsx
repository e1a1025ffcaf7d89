import { ProblemAlert } from "@/app/(auth)/login/problem-alert"
import { Messages } from "@/components/messages"
import { ProofForm } from "@/components/proof-form"
import { Section } from "@/components/section"
import { List } from "@/components/ui/list"
import { When } from "@/components/when"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { shownProviders } from "@/lib/identities/providers"
import type { Identity } from "@/lib/identities/schema"
import { canUnlink, listIdentities } from "@/lib/identities/service"
import { asksFor } from "@/lib/second-factor/prove"
import type { Asked } from "@/lib/second-factor/schema"
import { asksForProof } from "@/lib/sessions/proof"
import { ProvedRemoval } from "../proved-removal"
import { beginLink, unlink } from "./actions"

/** The person's accounts at other services; nothing where none can be linked and none is. */
export async function OtherAccounts({ me, problem }: { me: UserCaller; problem: string | undefined }) {
  const t = await translations("identities")
  const { rows } = await listIdentities(me, { limit: 100, total: false })
  const [asks, providers] = [await asksFor(me), shownProviders()]
  if (rows.length === 0 && providers.length === 0) return null
  return (
    <Section title={t("title")} about={t("about")}>
      <ProblemAlert problem={problem} />
      {rows.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
      {rows.length > 0 && (
        <List aria-label={t("title")}>
          {rows.map((identity) => (
            <OneAccount key={identity.id} me={me} identity={identity} asks={asks} />
          ))}
        </List>
      )}
      {!me.verified && <p className="text-sm text-muted">{t("verifyFirst")}</p>}
      {me.verified && (
        <div className="flex flex-wrap gap-3">
          {providers.map(({ name, label }) => (
            <ProofForm key={name} action={beginLink} values={{ provider: name }} asks={asksForProof(me)} look="plain">
              {t("add", { provider: label })}
            </ProofForm>
          ))}
        </div>
      )}
    </Section>
  )
}

async function OneAccount({ me, identity, asks }: { me: UserCaller; identity: Identity; asks: Asked }) {
  const t = await translations("identities")
  const { id, provider_label, label, linked_at, last_used_at } = identity
  const removable = await canUnlink(me, id)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <div className="font-medium">{provider_label}</div>
        <div className="text-sm text-muted wrap-anywhere">
          <bdi>{label}</bdi> ·{" "}
          {last_used_at ? (
            <>
              {t("used")} <When at={last_used_at} exact />
            </>
          ) : (
            <>
              {t("linked")} <When at={linked_at} exact />
            </>
          )}
        </div>
        {!removable && <div className="text-sm text-muted">{t("onlyWay")}</div>}
      </div>
      {removable && (
        <Messages of={["passkeys"]}>
          <ProvedRemoval
            action={unlink}
            name="identity_id"
            value={id}
            asks={asks}
            label={t.rich("unlink", { label, hidden: (text) => <span className="sr-only">{text}</span> })}
            about={t("unlinkAbout")}
            submit={t("unlinkNow")}
          />
        </Messages>
      )}
    </li>
  )
}
