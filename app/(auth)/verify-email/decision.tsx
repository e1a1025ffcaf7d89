import { ActionForm } from "@/components/action-form"
import { Disclosure } from "@/components/disclosure"
import { Heading } from "@/components/heading"
import { When } from "@/components/when"
import type { Registration } from "@/lib/auth/verification"
import { translations } from "@/lib/i18n/translations"
import { decide } from "./actions"

type Props = { token: string; to: string | undefined; registration: Registration }

/** Shows whose account asks for an address and since when; the owner verifies it, or reports that it wasn't them. */
export async function Decision({ token, to, registration }: Props) {
  const t = await translations("links.verify")
  const { email, name, registeredAt, change, verified, identities } = registration
  const kind = change ? "change" : "account"
  return (
    <>
      <Heading title={t(change ? "changeTitle" : "title")}>
        {t.rich(`${kind}.about`, { name: () => <bdi className="font-medium text-ink wrap-anywhere">{name}</bdi> })}
      </Heading>
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-y-2 rounded-lg border border-line bg-surface p-5 text-sm">
        <dt className="text-muted">{t("name")}</dt>
        <dd className="font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </dd>
        <dt className="text-muted">{t("registered")}</dt>
        <dd className="font-medium">
          <When at={registeredAt} exact />
        </dd>
        <dt className="text-muted">{t(`${kind}.address`)}</dt>
        <dd className="font-medium wrap-anywhere">{email}</dd>
        {identities.length > 0 && (
          <>
            <dt className="text-muted">{(await translations("identities"))("signsIn")}</dt>
            <dd className="font-medium wrap-anywhere">
              {identities.map((one) => (
                <div key={one}>
                  <bdi>{one}</bdi>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
      <div className="grid gap-5">
        <ActionForm action={decide} values={{ token, to }} className="grid gap-5">
          {t(`${kind}.submit`)}
        </ActionForm>
        {!verified && (
          <Disclosure label={t("notMe")} size="small">
            <p>{t(`${kind}.refusing`)}</p>
            <ActionForm action={decide} values={{ token, decision: "refuse" }} look="warning">
              {t(`${kind}.refuse`)}
            </ActionForm>
          </Disclosure>
        )}
      </div>
    </>
  )
}
