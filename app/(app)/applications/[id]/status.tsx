import { ProofForm } from "@/components/proof-form"
import { translations } from "@/lib/i18n/translations"
import { removeApplication, saveStatus } from "../actions"
import type { Given } from "./given"

/** Suspends, reactivates or deletes an application, each with its consequences. */
export async function Status({ org, application: { id, name, type, status, version }, asks }: Given) {
  const t = await translations("applications.status")
  const suspended = status === "suspended"
  const machine = type === "machine"
  const about = suspended
    ? t(machine ? "resumeMachineAbout" : "resumeAbout")
    : t(machine ? "suspendMachineAbout" : "suspendAbout")
  return (
    <>
      <div className="grid gap-3">
        <p className="text-sm text-muted">{about}</p>
        <ProofForm
          action={saveStatus}
          values={{ org, application_id: id, version: String(version), status: suspended ? "active" : "suspended" }}
          asks={false}
          look={suspended ? "plain" : "warning"}
        >
          {t(suspended ? "resume" : "suspend")}
        </ProofForm>
      </div>
      <ProofForm
        action={removeApplication}
        values={{ org, application_id: id }}
        asks={asks}
        look="danger"
        behind={t("deleteBehind")}
        about={
          <p>
            {t.rich(machine ? "deleteMachineAbout" : "deleteAbout", {
              name: () => <bdi className="font-medium wrap-anywhere">{name}</bdi>,
            })}
          </p>
        }
      >
        {t("delete")}
      </ProofForm>
    </>
  )
}
