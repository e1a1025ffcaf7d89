import type { ReactNode } from "react"
import type { z } from "zod"
import { Avatar } from "@/components/avatar"
import { ProofForm } from "@/components/proof-form"
import { List } from "@/components/ui/list"
import { translations } from "@/lib/i18n/translations"
import type { Tenant } from "@/lib/tenants/schema"
import { nameAdmin, removeAdmin } from "../actions"
import { LineForm } from "../line-form"

type Props = { tenant: z.input<typeof Tenant>; org: string | undefined; asks: boolean }

/** The tenant's admins; adds and removes them. */
export async function Admins({ tenant: { id, admins }, org, asks }: Props) {
  const t = await translations("tenants.admins")
  const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>
  return (
    <>
      {admins.length > 0 && (
        <List aria-label={t("title")}>
          {admins.map(({ id: user_id, name, email }) => (
            <li key={user_id} className="grid gap-3 px-4 py-3">
              <span className="flex items-center gap-3">
                <Avatar id={user_id} name={name} />
                <span className="min-w-0">
                  <bdi className="block font-medium wrap-anywhere">{name}</bdi>
                  <span className="text-sm wrap-anywhere text-muted">{email}</span>
                </span>
              </span>
              <ProofForm
                action={removeAdmin}
                values={{ tenant_id: id, org, user_id }}
                asks={asks}
                look="danger"
                size="small"
                behind={<span>{t.rich("removeBehind", { name, hidden })}</span>}
                about={<p>{t("removeAbout", { name })}</p>}
              >
                {t("remove", { name })}
              </ProofForm>
            </li>
          ))}
        </List>
      )}
      <LineForm
        action={nameAdmin}
        line="newAdmin"
        name="email"
        label={t("email")}
        hint={t("emailHint")}
        values={{ tenant_id: id, org }}
        asks={asks}
        submit={t("submit")}
        submitting={t("submitting")}
      />
    </>
  )
}
