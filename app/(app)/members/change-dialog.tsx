"use client"

import { useTranslations } from "use-intl/react"
import { useRoles } from "@/components/roles"
import { RunDialog } from "@/components/selection/run-dialog"
import { Changing } from "@/components/ui/changing"
import { useUntouched } from "@/lib/core/forms/rendered-for"
import { type Change, type Chosen, isDangerous, obstacle, type Reader } from "./change"
import { sendChange } from "./send"

type Props = {
  org: string
  change: Change
  /** All that were requested; those that can't be changed are listed separately. */
  people: readonly Chosen[]
  reader: Reader
  asks: boolean
  /** Called when all is done, with a sentence and the members. */
  onDone: (change: Change, text: string, ids: readonly string[]) => void
  onClose: () => void
}

/** Asks for confirmation before members are changed. */
export function ChangeDialog({ org, change, people, reader, asks, onDone, onClose }: Props) {
  const t = useTranslations("members")
  const { nameOf, termsOf } = useRoles()
  const untouched = useUntouched()
  const why = new Map(people.map((person) => [person.id, obstacle(change, person, reader)]))
  const able = people.filter(({ id }) => !why.get(id))
  const left = people.flatMap((person) => {
    const reason = why.get(person.id)
    return reason ? [{ ...person, note: t(`obstacles.${reason}`) }] : []
  })
  const { kind } = change
  const role = kind === "role" ? nameOf(change.role) : ""
  const name = people.length === 1 ? people[0]?.name : undefined
  const lose = kind === "role" ? [...new Set(able.flatMap(({ direct }) => direct))] : []
  return (
    <RunDialog
      title={
        name === undefined
          ? t(`dialog.many.${kind}`, { n: able.length, role })
          : t.rich(`dialog.one.${kind}`, { role, name: () => <bdi>{name}</bdi> })
      }
      about={
        <>
          <p>{t(`dialog.follows.${kind}`, { n: able.length })}</p>
          {lose.length > 0 && (
            <p>
              <Changing>{t("dialog.lose")}</Changing> <span className="font-mono text-sm">{lose.join(", ")}</span>
            </p>
          )}
        </>
      }
      {...{ able, left, onClose }}
      submit={t(`dialog.submit.${kind}`)}
      look={kind === "remove" ? "danger" : "primary"}
      careful={kind === "remove" || kind === "suspend"}
      asks={asks && isDangerous(change, able, termsOf)}
      send={(some, password) => sendChange(untouched, org, change, some, password)}
      onDone={(ids) => {
        const only = ids.length === 1 ? able.find(({ id }) => id === ids[0]) : undefined
        const text = only ? t(`oneDone.${kind}`, { name: only.name, role }) : t(`done.${kind}`, { n: ids.length, role })
        onDone(change, text, ids)
      }}
    />
  )
}
