import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { type RawSearch, readSearch } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { RenderedFor } from "@/lib/core/forms/rendered-for"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"
import { leavingTo } from "@/lib/oidc/leaving"
import { signOutAltogether } from "./actions"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await translations("authorize"))("signOut.title"), referrer: "no-referrer" }
}

/** After signing out of an application: whether to sign out here too, and the way back. */
export default async function SignOutPage({ searchParams }: { searchParams: RawSearch }) {
  const { to } = await readSearch(searchParams)
  const t = await translations("authorize")
  const leaving = await leavingTo(to)
  const me = await currentUser()
  return (
    <>
      {/* Nothing left to ask: the browser continues, also without JavaScript. */}
      {!me && leaving?.direct && leaving.address && <meta httpEquiv="refresh" content={`0; url=${leaving.address}`} />}
      <Heading title={me ? t("signOut.title") : t("signOut.done")}>
        {leaving ? t("signOut.of", { name: leaving.name }) : undefined}
      </Heading>
      {me && (
        <RenderedFor id={me.userId}>
          <Messages of={["common"]}>
            <p className="text-muted">{t("signOut.about", { email: me.email })}</p>
            <ActionForm action={signOutAltogether} values={{ to }}>
              {t("signOut.submit")}
            </ActionForm>
          </Messages>
        </RenderedFor>
      )}
      {leaving?.address && (
        <p className="text-sm">
          <TextLink href={leaving.address}>{t("back", { name: leaving.name })}</TextLink>
        </p>
      )}
    </>
  )
}
