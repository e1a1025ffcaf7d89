import { ActionForm } from "@/components/action-form"
import { BackLink } from "@/components/back-link"
import { CopyText } from "@/components/copy-text"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { StateBadge } from "@/components/state-badge"
import { Alert } from "@/components/ui/alert"
import { envBlock } from "@/lib/applications/env-block"
import { getApplication } from "@/lib/applications/service"
import { env } from "@/lib/core/env"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { Done } from "../done"
import { Setup } from "../setup"
import { Access } from "./access"
import { ApisSection } from "./apis-section"
import { People } from "./people"
import { Secrets } from "./secrets"
import { Settings } from "./settings"
import { Status } from "./status"
import { begin } from "./try/actions"

export const generateMetadata = pageMetadata((t) => t("applications.one"))

/** The page of one application: settings, access, secrets, and who is signed in to it. */
export default memberPage({
  path: "/applications/{id}",
  permission: "applications:read",
  render: async ({ me, actor, org, search, params }) => {
    const application = await getApplication(actor, params.id ?? "")
    const t = await translations("applications")
    const { id, name, type, status, redirect_uris } = application
    const mayWrite = actor.permissions.has("applications:write")
    const asks = asksForProof(me)
    const given = { actor, me, org, application, mayWrite, asks }
    const machine = type === "machine"
    const hasSecret = type === "web" || machine
    const issuer = env().PUBLIC_URL
    return (
      <Messages of={["common", "labels", "permissions", "applications"]}>
        <BackLink href={address("/applications", { org })}>{t("title")}</BackLink>
        <header className="grid gap-1.5">
          <h1 className="text-2xl font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </h1>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 text-muted">
            <CopyText text={id} label="client_id" />
            <span className="text-sm">{t(`shortTypes.${type}`)}</span>
            <StateBadge state={status} />
          </div>
        </header>
        <Done done={search.done} />
        {!mayWrite && <Alert tone="note">{t("readOnly")}</Alert>}
        <div>
          <Section title={t("setup.title")} about={t("setup.about")}>
            <Setup
              env={envBlock({ issuer, clientId: id, secret: hasSecret ? `<${t("setup.secret")}>` : null })}
              issuer={issuer}
              clientId={id}
              type={type}
              redirect={redirect_uris[0] ?? ""}
            />
          </Section>
          {mayWrite && !machine && status === "active" && (
            <Section title={t("trial.title")} about={t("trial.about")}>
              <ActionForm action={begin} values={{ org, application_id: id }} look="plain">
                {t("trial.submit")}
              </ActionForm>
            </Section>
          )}
          <Section title={t("settings")}>
            <Settings {...given} />
          </Section>
          {!machine && (
            <Section title={t("access.title")} about={t("access.about")}>
              <Access {...given} />
            </Section>
          )}
          {hasSecret && (
            <Section title={t("secrets.title")} about={t("secrets.about")}>
              <Secrets {...given} />
            </Section>
          )}
          <Section title={t("apisOf.title")} about={t("apisOf.about")}>
            <ApisSection {...given} />
          </Section>
          {!machine && (
            <Section title={t("people.title")} about={t("people.about")}>
              <People {...given} />
            </Section>
          )}
          {mayWrite && (
            <Section title={t("status.title")}>
              <Status {...given} />
            </Section>
          )}
        </div>
      </Messages>
    )
  },
})
