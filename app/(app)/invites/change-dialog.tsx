"use client"

import { useTranslations } from "use-intl/react"
import { RunDialog } from "@/components/selection/run-dialog"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import type { Role } from "@/lib/core/identity/permissions"
import { resendMany, revokeMany } from "./actions"
import { type Change, type Chosen, obstacle } from "./change"

type Props = {
  org: string
  change: Change
  /** All that were requested; those that can't be changed are listed separately. */
  invites: readonly Chosen[]
  reader: Role
  onDone: (text: string, ids: readonly string[]) => void
  onClose: () => void
}

/** Asks for confirmation before invitations are resent or revoked. */
export function ChangeDialog({ org, change, invites, reader, onDone, onClose }: Props) {
  const t = useTranslations("invites.bulk")
  const untouched = useUntouched()
  const able = invites.filter((invite) => !obstacle(invite, reader))
  const left = invites.flatMap((invite) => {
    const why = obstacle(invite, reader)
    return why ? [{ ...invite, note: t(`obstacles.${why}`) }] : []
  })

  function send(some: readonly Chosen[], password: string) {
    const form = new FormData()
    form.append("org", org)
    for (const { id } of some) form.append("invites", id)
    if (password) form.append("password", password)
    return change === "resend" ? resendMany(untouched, form) : revokeMany(untouched, form)
  }

  return (
    <RunDialog
      title={t(`titles.${change}`, { n: able.length })}
      about={<p>{t(`follows.${change}`)}</p>}
      {...{ able, left, send, onClose }}
      submit={t(`submit.${change}`)}
      look={change === "revoke" ? "danger" : "primary"}
      careful={change === "revoke"}
      asks={false}
      onDone={(ids) => onDone(t(`done.${change}`, { n: ids.length }), ids)}
    />
  )
}
