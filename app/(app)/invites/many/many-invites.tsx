"use client"

import { useTranslations } from "use-intl/react"
import { FormMessage } from "@/components/form-message"
import { useLeaveWarning } from "@/components/use-leave-warning"
import { Progress } from "./progress"
import { Review } from "./review"
import { Source } from "./source"
import { useMany } from "./use-many"

type Props = { org: string; roles: readonly string[]; grantable: readonly string[] }

/** From a list of addresses to the result of each. The list stays as typed until a new one is started. */
export function ManyInvites({ org, roles, grantable }: Props) {
  const t = useTranslations("manyInvites")
  const many = useMany(org)
  const { phase, failure } = many
  useLeaveWarning(phase === "sending" ? t("leave") : null)
  return (
    <div className="grid gap-6">
      <FormMessage state={failure} />
      <div hidden={phase !== "source"}>
        <Source roles={roles} grantable={grantable} onList={many.begin} />
      </div>
      <Progress many={many} />
      {phase !== "source" && phase !== "checking" && <Review {...{ many, org, roles }} />}
    </div>
  )
}
