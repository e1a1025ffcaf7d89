"use client"

import { useEffect, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { FieldFault } from "@/lib/core/forms/form-state"
import { Alert } from "./ui/alert"
import { Changing } from "./ui/changing"

/** Errors of several fields of a form, each a link to its field. */
export function ErrorSummary({ faults }: { faults: readonly FieldFault[] }) {
  const t = useTranslations("common")
  const shown = useShown(faults)
  return (
    <div tabIndex={-1} data-error-summary className="focus-visible:outline-2">
      <Alert tone="bad">
        <p className="font-medium">
          <Changing>{t("errorSummary", { n: faults.length })}</Changing>
        </p>
        <ul className="mt-1 list-disc pl-5">
          {shown.map(({ id, error, label }) => (
            <li key={id}>
              <a href={`#${id}`} onClick={(event) => goTo(event, id)} className="underline">
                <Changing>{label ? `${label}: ${error}` : error}</Changing>
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}

type Shown = FieldFault & { label?: string }

/** With the fields' labels and in their order, which are read from the page once it is rendered. */
function useShown(faults: readonly FieldFault[]): readonly Shown[] {
  const [read, setRead] = useState<{ of: readonly FieldFault[]; shown: Shown[] }>()
  useEffect(() => {
    const fields = faults.map((fault) => ({ ...fault, field: document.getElementById(fault.id) }))
    fields.sort((a, b) => (a.field && b.field && follows(a.field, b.field) ? 1 : -1))
    setRead({ of: faults, shown: fields.map(({ id, error, field }) => ({ id, error, label: labelOf(field) })) })
  }, [faults])
  return read?.of === faults ? read.shown : faults
}

const follows = (a: Node, b: Node) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING) !== 0

/** The label of a field, or the legend of a list of fields. */
function labelOf(field: HTMLElement | null): string | undefined {
  const own =
    field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
  const label = own ? field.labels?.[0] : undefined
  return (label ?? field?.closest("fieldset")?.querySelector("legend"))?.textContent?.trim()
}

function goTo(event: React.MouseEvent, id: string): void {
  const field = document.getElementById(id)
  if (!field) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: "center" })
}
