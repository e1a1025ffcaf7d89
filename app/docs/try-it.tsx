"use client"

import { type FormEvent, useId, useState } from "react"
import { Button } from "@/components/ui/button"
import { control, Field } from "@/components/ui/field"
import { currentToken } from "./token-field"

type Parameter = { name: string; where: string; required: boolean; example: string }
type Props = { method: string; path: string; parameters: Parameter[]; body: string | null }

/** Sends the request to this server and shows the raw response. */
export function TryIt({ method, path, parameters, body }: Props) {
  const id = useId()
  const [answer, setAnswer] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setAnswer(await call(method, addressOf(path, parameters, form), body === null ? null : String(form.get("body"))))
    setBusy(false)
  }

  return (
    <form onSubmit={send} className="grid gap-4 rounded bg-sunken p-4">
      <h3 className="text-sm font-semibold">Try it</h3>
      {parameters.length > 0 && (
        <div className="grid gap-3 sm:grid-cols-2">
          {parameters.map(({ name, where, required, example }) => (
            <Field key={name} id={`${id}-${name}`} label={name}>
              <input
                id={`${id}-${name}`}
                name={`${where}:${name}`}
                required={required}
                defaultValue={example}
                className={`${control} h-9 font-mono`}
              />
            </Field>
          ))}
        </div>
      )}
      {body !== null && (
        <Field id={`${id}-body`} label="Body">
          <textarea
            id={`${id}-body`}
            name="body"
            rows={Math.min(12, body.split("\n").length + 1)}
            defaultValue={body}
            spellCheck={false}
            className={`${control} py-2 font-mono`}
          />
        </Field>
      )}
      <div>
        <Button size="small" look="plain" disabled={busy}>
          Send request
        </Button>
      </div>
      <output aria-live="polite" className="block">
        {answer && (
          <pre className="max-h-96 overflow-auto rounded border border-line bg-surface p-3 font-mono text-xs">
            {answer}
          </pre>
        )}
      </output>
    </form>
  )
}

function addressOf(path: string, parameters: Parameter[], form: FormData): string {
  const value = ({ where, name }: Parameter) => String(form.get(`${where}:${name}`) ?? "")
  const filled = parameters
    .filter((p) => p.where === "path")
    .reduce((made, p) => made.replace(`{${p.name}}`, encodeURIComponent(value(p))), path)
  const query = new URLSearchParams(
    parameters.filter((p) => p.where === "query" && value(p) !== "").map((p): [string, string] => [p.name, value(p)]),
  )
  return `/api/v1${filled}${query.size > 0 ? `?${query}` : ""}`
}

async function call(method: string, address: string, body: string | null): Promise<string> {
  const token = currentToken()
  try {
    const response = await fetch(address, {
      method,
      body,
      credentials: "omit",
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== null && { "content-type": "application/json" }),
      },
    })
    const text = await response.text()
    return `${response.status} ${response.statusText}\n\n${pretty(text)}`
  } catch {
    return "Can't reach the server. Make sure it's running."
  }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
