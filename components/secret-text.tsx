"use client"

import { useState, useSyncExternalStore } from "react"
import { Button } from "./ui/button"

const never = () => () => {}

/** Text that is shown this once, to be copied. The button is there where it can work. */
export function SecretText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false)
  const copies = useSyncExternalStore(
    never,
    () => Boolean(navigator.clipboard),
    () => false,
  )
  return (
    <figure className="grid gap-2">
      <figcaption className="text-sm font-medium">{label}</figcaption>
      <pre className="rounded border border-edge bg-sunken px-4 py-3 font-mono text-sm break-all whitespace-pre-wrap select-all">
        {text}
      </pre>
      {copies && (
        <div className="flex items-center gap-3">
          <Button
            type="button"
            look="plain"
            size="small"
            onClick={() =>
              navigator.clipboard.writeText(text).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            Copy
          </Button>
          <span role="status" className="text-sm text-muted">
            {copied && "Copied."}
          </span>
        </div>
      )}
    </figure>
  )
}
