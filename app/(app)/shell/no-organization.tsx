import { Section } from "@/components/section"
import type { UserCaller } from "@/lib/core/identity/caller"
import { translations } from "@/lib/i18n/translations"
import { mayCreateTenants } from "@/lib/tenants/service"
import { CreateOrganization } from "./create-organization"

/** Replaces a page that needs an organization, for people without one. */
export async function NoOrganization({ me }: { me: UserCaller }) {
  const t = await translations("shell.homeless")
  return (
    <div className="grid max-w-xl gap-6 py-12">
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <Begin me={me} />
    </div>
  )
}

/** The same as a section of the profile, where they start. */
export async function NoOrganizationSection({ me }: { me: UserCaller }) {
  const t = await translations("shell.homeless")
  return (
    <Section title={t("title")}>
      <Begin me={me} />
    </Section>
  )
}

async function Begin({ me }: { me: UserCaller }) {
  const t = await translations("shell.homeless")
  if (!mayCreateTenants(me)) return <p className="text-muted">{t("ask")}</p>
  if (!me.verified) return <p className="text-muted">{t("verify")}</p>
  return (
    <>
      <p className="text-muted">{t("begin")}</p>
      <CreateOrganization />
    </>
  )
}
