"use client"

import { type SyntheticEvent, useId, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { TextAreaField } from "@/components/ui/text-field"
import type { MembershipRole } from "@/lib/core/identity/permissions"
import { FileField, type Picked } from "./file-field"
import type { Given } from "./given"
import type { Terms } from "./rows"
import { TermsFields } from "./terms-fields"

const MOST = 1000

type Props = { roles: readonly MembershipRole[]; onList: (given: readonly Given[], terms: Terms) => void }

/** Whom to invite, pasted or from a file, and what holds for all of them. */
export function Source({ roles, onList }: Props) {
  const t = useTranslations("manyInvites")
  const id = useId()
  const [picked, setPicked] = useState<Picked>()
  const [error, setError] = useState("")

  async function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const text = (name: string) => String(data.get(name) ?? "").trim()
    const { readList } = await import("./given")
    const list = readList(text("list"))
    const wrong = "wrong" in list && list.wrong.length > 0 ? t("wrong", { names: list.wrong.join(", ") }) : ""
    const given = [...("rows" in list ? list.rows : []), ...(picked?.rows ?? [])]
    const problem =
      wrong ||
      (given.length === 0 && t("noRows")) ||
      (given.length > MOST && t("tooMany", { n: String(given.length) })) ||
      ""
    setError(problem)
    if (problem) form.querySelector("textarea")?.focus()
    else {
      const [role, permissions, message] = [text("role"), text("permissions"), text("message")]
      onList(given, { role, permissions, message, expires_in_days: text("expires_in_days") })
    }
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-8">
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <TextAreaField
          id={`${id}-list`}
          name="list"
          label={t("list")}
          hint={t("listHint")}
          error={error}
          rows={9}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder={"ada@example.com\nBen Brook <ben@example.com>"}
          onChange={() => setError("")}
        />
        <FileField picked={picked} onPick={setPicked} />
      </div>
      <TermsFields roles={roles} />
      <div>
        <Button>{t("check")}</Button>
      </div>
    </form>
  )
}
