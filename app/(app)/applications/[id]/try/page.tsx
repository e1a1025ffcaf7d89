import { cookies } from "next/headers"
import { ActionForm } from "@/components/action-form"
import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { SecretText } from "@/components/secret-text"
import { Alert } from "@/components/ui/alert"
import { getApplication } from "@/lib/applications/service"
import { actorIn } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { trialCookie } from "@/lib/oidc/trial"
import { trialClaims } from "@/lib/oidc/trial-claims"
import { memberPage } from "../../../member-page"
import { pageMetadata } from "../../../shell/page-metadata"
import { begin } from "./actions"

export const generateMetadata = pageMetadata((t) => t("applications.trial.title"))

/** What an application gets to know of the person who tries it. */
export default memberPage({
  path: "/applications/{id}/try",
  permission: "applications:write",
  render: async ({ me, org, search, params }) => {
    const { id, name, status } = await getApplication(await actorIn(me, org, "applications:read"), params.id ?? "")
    const t = await translations("applications.trial")
    const jar = await cookies()
    const returned = { cookie: jar.get(trialCookie().name)?.value, code: search.code, state: search.state }
    const claims = await trialClaims(me, id, returned)
    const error = /^[a-z_]{1,50}$/.exec(search.error ?? "")?.[0]
    return (
      <Messages of={["common"]}>
        <BackLink href={address(`/applications/${id}`, { org })}>
          <bdi>{name}</bdi>
        </BackLink>
        <Heading title={t("title")}>{t("about")}</Heading>
        {claims ? (
          <div className="grid max-w-xl grid-cols-1 gap-5">
            <Alert tone="good">{t("done")}</Alert>
            <SecretText label={t("claims")} text={JSON.stringify(claims, null, 2)} />
          </div>
        ) : (
          (search.code || error) && <Alert tone="bad">{error ? t("failed", { error }) : t("expired")}</Alert>
        )}
        {status === "active" && (
          <ActionForm action={begin} values={{ org, application_id: id }} look="plain">
            {t(claims ? "again" : "submit")}
          </ActionForm>
        )}
      </Messages>
    )
  },
})
