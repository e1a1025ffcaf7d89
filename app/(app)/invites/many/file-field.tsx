"use client"

import { FileSpreadsheet } from "lucide-react"
import { type DragEvent, useId, useRef, useState } from "react"
import { useTranslations } from "use-intl/react"
import { Button } from "@/components/ui/button"
import { Changing } from "@/components/ui/changing"
import { ColumnsField } from "./columns-field"
import { EncodingField } from "./encoding-field"
import { LARGEST, MOST, type Picked, readBytes, rowsOf, unknownOf } from "./pick"
import { download } from "./result-file"

const sample =
  'email,name,role,permissions,message,expires_in_days\r\nada@example.com,"Winter, Ada",member,billing:read,Welcome!,14\r\n'

type Props = { picked: Picked | undefined; onPick: (picked: Picked | undefined) => void }

/** Reads a CSV file, selected or dropped, in the browser: problems show before anything is sent. */
export function FileField({ picked, onPick }: Props) {
  const t = useTranslations("manyInvites")
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState("")
  const [over, setOver] = useState(false)
  const rows = picked ? rowsOf(picked) : []
  const unknown = picked ? unknownOf(picked) : []

  function problemOf(read: Picked): string {
    if (rowsOf(read).length === 0) return t("nothing")
    return read.lines > MOST ? t("tooMany", { n: String(read.lines) }) : ""
  }

  async function take(file: File | undefined) {
    if (!file) return
    if (input.current && file.size > LARGEST) input.current.value = ""
    if (file.size > LARGEST) return refuse(t("reading.tooBig"))
    try {
      const read = await readBytes(file.name, new Uint8Array(await file.arrayBuffer()))
      const problem = problemOf(read)
      if (problem) refuse(problem)
      else keep(read)
    } catch {
      refuse(t("unreadable"))
    }
    if (input.current) input.current.value = ""
  }

  function refuse(problem: string) {
    setError(problem)
    onPick(undefined)
  }

  function keep(read: Picked) {
    setError(problemOf(read))
    onPick(read)
  }

  function drop(event: DragEvent) {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }

  return (
    <div className="grid gap-1.5">
      <p id={`${id}-label`} className="text-sm font-medium">
        {t("file")}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is optional; the field inside does the same. */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`grid min-h-56 content-center justify-items-center gap-2 rounded border border-dashed px-6 py-8 text-center transition-colors ${
          over ? "border-accent bg-accent-soft" : "border-edge bg-surface"
        }`}
      >
        <FileSpreadsheet aria-hidden className="size-6 text-muted" />
        <input
          ref={input}
          id={id}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint ${id}-error`}
          onChange={(event) => take(event.target.files?.[0])}
          className="peer sr-only"
        />
        {picked ? (
          <p className="font-medium wrap-anywhere">
            <bdi>{t("picked", { name: picked.name, n: rows.length })}</bdi>
          </p>
        ) : (
          <p className="rounded-sm outline-offset-4 outline-accent peer-focus-visible:outline-2">
            {t.rich("drop", {
              pick: (text) => (
                <label htmlFor={id} className="cursor-pointer font-medium text-accent underline underline-offset-4">
                  {text}
                </label>
              ),
            })}
          </p>
        )}
        {picked && (
          <Button type="button" look="plain" size="small" onClick={() => onPick(undefined)}>
            <span>
              {t.rich("remove", { name: picked.name, hidden: (text) => <span className="sr-only">{text}</span> })}
            </span>
          </Button>
        )}
        {!picked && (
          <Button
            type="button"
            look="quiet"
            size="small"
            onClick={() => download("invites.csv", new Blob([sample], { type: "text/csv" }))}
          >
            {t("sample")}
          </Button>
        )}
      </div>
      <p id={`${id}-error`} role="alert" className="text-sm text-danger empty:hidden">
        <Changing>{error}</Changing>
      </p>
      {picked && (
        <EncodingField
          encoding={picked.encoding}
          onChange={(encoding) => void readBytes(picked.name, picked.bytes, encoding).then(keep)}
        />
      )}
      {picked && "sheet" in picked.parsed && (
        <ColumnsField
          sheet={picked.parsed.sheet}
          columns={picked.columns}
          onChange={(columns) => onPick({ ...picked, columns })}
        />
      )}
      {unknown.length > 0 && (
        <p role="status" className="text-sm text-warn">
          <Changing>{t("unknown", { n: unknown.length, names: unknown.slice(0, 12).join(", ") })}</Changing>
        </p>
      )}
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t("dropHint")}
      </p>
    </div>
  )
}
