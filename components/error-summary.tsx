"use client"

import { useEffect, useState } from "react"
import { useTranslations } from "use-intl/react"
import type { FieldFault } from "@/lib/core/forms/form-state"
import { Alert } from "./ui/alert"
import { Changing } from "./ui/changing"

/** Errors of several fields of a form, each a link to its field. */
export function ErrorSummary({ faults }: { faults: readonly FieldFault[] }) {
  const t = useTranslations("common")
  const labels = useLabels(faults)
  return (
    <div tabIndex={-1} data-error-summary className="focus-visible:outline-2">
      <Alert tone="bad">
        <p className="font-medium">
          <Changing>{t("errorSummary", { n: faults.length })}</Changing>
        </p>
        <ul className="mt-1 list-disc pl-5">
          {faults.map(({ id, error }) => (
            <li key={id}>
              <a href={`#${id}`} onClick={(event) => goTo(event, id)} className="underline">
                <Changing>{labels[id] ? `${labels[id]}: ${error}` : error}</Changing>
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  )
}

/** Reads the labels from the page, once it is rendered. */
function useLabels(faults: readonly FieldFault[]): Record<string, string> {
  const [labels, setLabels] = useState<Record<string, string>>({})
  useEffect(() => {
    const text = (id: string) => document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent?.trim() ?? ""
    setLabels(Object.fromEntries(faults.map(({ id }) => [id, text(id)])))
  }, [faults])
  return labels
}

function goTo(event: React.MouseEvent, id: string): void {
  const field = document.getElementById(id)
  if (!field) return
  event.preventDefault()
  field.focus()
  field.scrollIntoView({ block: "center" })
}
