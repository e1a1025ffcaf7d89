"use client"

import { type SyntheticEvent, useId, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { TextAreaField } from "@/components/ui/text-field"
import { ColumnsField } from "./columns-field"
import { FileField } from "./file-field"
import type { Given } from "./given"
import { lacksAddress, MOST, needsLook, type Picked, type Read, readList, rowsOf } from "./pick"
import type { Terms } from "./rows"
import { TermsFields } from "./terms-fields"

type Props = {
  roles: readonly string[]
  grantable: readonly string[]
  onList: (given: readonly Given[], terms: Terms) => void
}

/** People to invite, pasted or from a file, and defaults for all of them. */
export function Source({ roles, grantable, onList }: Props) {
  const t = useTranslations("manyInvites")
  const id = useId()
  const [picked, setPicked] = useState<Picked>()
  // A pasted table whose columns need a review.
  const [asked, setAsked] = useState<Read & { text: string }>()
  const [error, setError] = useState("")

  function problemOf(lists: readonly Read[], given: readonly Given[]): string {
    if (lists.some(lacksAddress)) return t("reading.whichEmail")
    if (given.length === 0) return t("noRows")
    const n = Math.max(given.length, ...lists.map(({ lines }) => lines))
    return n > MOST ? t("tooMany", { n: String(n) }) : ""
  }

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const text = (name: string) => String(data.get(name) ?? "").trim()
    const pasted = String(data.get("list") ?? "")
    const seen = asked?.text === pasted ? asked : undefined
    const list = seen ?? { ...readList(pasted), text: pasted }
    const looks = !seen && needsLook(list) && "sheet" in list.parsed && list.parsed.sheet.header !== null
    if (looks || lacksAddress(list)) setAsked(list)
    const lists = picked ? [list, picked] : [list]
    const given = lists.flatMap(rowsOf)
    const problem = problemOf(lists, given) || (looks ? t("reading.look") : "")
    setError(problem)
    if (problem) return form.querySelector("textarea")?.focus()
    const [role, message] = [text("role"), text("message")]
    const permissions = data.getAll("permissions").join(" ").trim()
    onList(given, { role, permissions, message, expires_in_days: text("expires_in_days") })
  }

  return (
    <form onSubmit={submit} noValidate className="grid gap-8">
      <div className="grid gap-5 lg:grid-cols-2 lg:items-start">
        <div className="grid gap-1.5">
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
            onChange={() => {
              setError("")
              setAsked(undefined)
            }}
          />
          {asked && "sheet" in asked.parsed && (
            <ColumnsField
              sheet={asked.parsed.sheet}
              columns={asked.columns}
              onChange={(columns) => {
                setError("")
                setAsked({ ...asked, columns })
              }}
            />
          )}
        </div>
        <FileField picked={picked} onPick={setPicked} />
      </div>
      <TermsFields roles={roles} grantable={grantable} />
      <div>
        <Button>{t("check")}</Button>
      </div>
    </form>
  )
}
