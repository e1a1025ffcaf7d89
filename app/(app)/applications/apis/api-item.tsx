import { CopyText } from "@/components/copy-text"
import { Disclosure } from "@/components/disclosure"
import { PermissionList } from "@/components/permission-list"
import { ProofForm } from "@/components/proof-form"
import type { Api } from "@/lib/apis/schema"
import { translations } from "@/lib/i18n/translations"
import { removeApi } from "./actions"
import { ApiForm } from "./api-form"

type Props = { api: Api; org: string; mayWrite: boolean }

/** One API: its identifier and permissions, and its actions. */
export async function ApiItem({ api, org, mayWrite }: Props) {
  const t = await translations("applications.apis")
  const { id, identifier, name, permissions, claims, version } = api
  const hidden = (text: React.ReactNode) => <span className="sr-only">{text}</span>
  return (
    <li className="grid grid-cols-1 gap-3 px-4 py-4">
      <div className="grid gap-0.5">
        <h2 className="font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </h2>
        <CopyText text={identifier} label={t("identifier")} />
      </div>
      {permissions.length > 0 ? (
        <PermissionList names={permissions} label={t("permissions")} />
      ) : (
        <p className="text-sm text-muted">{t("noPermissions")}</p>
      )}
      {mayWrite && (
        <div className="flex flex-wrap gap-3 [&>[open]]:basis-full">
          <Disclosure size="small" label={<span>{t.rich("edit", { name, hidden })}</span>}>
            <ApiForm {...{ org, id, version }} stored={{ name, permissions, claims: linesOf(claims) }} />
          </Disclosure>
          <ProofForm
            action={removeApi}
            values={{ org, api_id: id }}
            asks={false}
            look="danger"
            size="small"
            behind={<span>{t.rich("deleteBehind", { name, hidden })}</span>}
            about={
              <p>{t.rich("deleteAbout", { name: () => <bdi className="font-medium wrap-anywhere">{name}</bdi> })}</p>
            }
          >
            <span>{t.rich("delete", { name, hidden })}</span>
          </ProofForm>
        </div>
      )}
    </li>
  )
}

const linesOf = (claims: Api["claims"]) =>
  Object.entries(claims)
    .map(([claim, source]) => `${claim} = ${source}`)
    .join("\n")
