import { ActionForm } from "@/components/action-form"
import { ProofForm } from "@/components/proof-form"
import { translations } from "@/lib/i18n/translations"
import { endSessions, remove, resetFactors, saveAccess, sendReset } from "./actions"

type Props = {
  org: string
  id: string
  name: string
  status: string
  version: number
  self: boolean
  mayWrite: boolean
  mayRemove: boolean
  /** Whether to offer a reset of two-factor authentication. */
  mayReset: boolean
  asks: boolean
}

/** Sign-in, suspension and removal of a member, each with its consequences. */
export async function Access({ org, id, name, status, version, self, mayWrite, mayRemove, mayReset, asks }: Props) {
  const t = await translations("members.access")
  const recovery = await translations("recovery.reset")
  const suspended = status === "suspended"
  const values = { org, user_id: id }
  return (
    <>
      {mayWrite && status !== "invited" && !self && (
        <>
          <div className="flex flex-wrap gap-3">
            <ActionForm action={sendReset} values={values} look="plain">
              {t("reset")}
            </ActionForm>
            <ActionForm action={endSessions} values={values} look="plain">
              {t("endSessions")}
            </ActionForm>
          </div>
          <div className="grid gap-3">
            <p className="text-sm text-muted">{t(suspended ? "liftAbout" : "suspendAbout")}</p>
            <ProofForm
              action={saveAccess}
              values={{ ...values, version: String(version), status: suspended ? "active" : "suspended" }}
              asks={asks && suspended}
              look={suspended ? "plain" : "warning"}
            >
              {t(suspended ? "lift" : "suspend")}
            </ProofForm>
          </div>
        </>
      )}
      {mayReset && status !== "invited" && !self && (
        <ProofForm
          action={resetFactors}
          values={values}
          asks
          look="danger"
          behind={recovery("behind")}
          about={<p>{recovery("about")}</p>}
        >
          {recovery("submit")}
        </ProofForm>
      )}
      {mayRemove && (
        <ProofForm
          action={remove}
          values={values}
          asks={asks && !self}
          look="danger"
          behind={t(self ? "leave" : "remove")}
          about={
            <p>
              {self
                ? t("leaveAbout")
                : t.rich("removeAbout", { name: () => <bdi className="font-medium wrap-anywhere">{name}</bdi> })}
            </p>
          }
        >
          {t(self ? "leaveSubmit" : "removeSubmit")}
        </ProofForm>
      )}
    </>
  )
}
