import { follow, type Operation, type Schema, typeName } from "./document"
import { TryIt } from "./try-it"

type Props = { operation: Operation; schemas: Record<string, Schema> }

/** One operation: description, input, responses, and a form to try it. */
export function OperationView({ operation, schemas }: Props) {
  const { operationId, method, path, summary, description, parameters } = operation
  const body = operation.requestBody?.content["application/json"]?.schema
  const bodySchema = body && follow(body, schemas)
  return (
    <details id={operationId} className="group scroll-mt-4 rounded-lg border border-line bg-surface open:shadow-lift">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3">
        <span className={`w-14 font-mono text-xs font-semibold ${method === "DELETE" ? "text-danger" : "text-accent"}`}>
          {method}
        </span>
        <code className="font-mono text-sm break-all">{path}</code>
        <span className="text-sm text-muted">{summary}</span>
      </summary>
      <div className="grid gap-6 border-t border-line px-4 py-5">
        <p className="max-w-prose text-sm text-muted">{description}</p>
        {parameters.length > 0 && (
          <Fields
            title="Parameters"
            rows={parameters.map((p) => ({
              name: p.name,
              schema: p.schema,
              required: p.required,
              note: p.description ?? p.in,
            }))}
          />
        )}
        {bodySchema && <Fields title="Body" rows={rowsOf(bodySchema)} />}
        <Answers operation={operation} schemas={schemas} />
        {!operation.responses[200]?.content?.["text/event-stream"] && (
          <TryIt
            method={method}
            path={path}
            parameters={parameters
              .filter((p) => p.in !== "header")
              .map(({ name, in: where, required, example }) => ({
                name,
                where,
                required,
                example: where === "path" ? String(example ?? "") : "",
              }))}
            body={bodySchema ? JSON.stringify(bodySchema.example ?? {}, null, 2) : null}
          />
        )}
      </div>
    </details>
  )
}

type Row = { name: string; schema: Schema; required: boolean; note?: string | undefined }

const rowsOf = ({ properties = {}, required = [] }: Schema): Row[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
    note: schema.description,
  }))

function Fields({ title, rows }: { title: string; rows: Row[] }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      <dl className="grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[12rem_minmax(0,1fr)]">
        {rows.map(({ name, schema, required, note }) => (
          <div key={name} className="contents">
            <dt>
              <code className="font-mono">{name}</code>
              {required && <span className="text-muted"> required</span>}
            </dt>
            <dd className="text-muted">
              <span className="text-ink">{typeName(schema)}</span>
              {note && ` · ${note}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Answers({ operation, schemas }: Props) {
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-semibold">Responses</h3>
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[3rem_minmax(0,1fr)]">
        {Object.entries(operation.responses).map(([status, { description, content }]) => (
          <div key={status} className="contents">
            <dt className="font-mono">{status}</dt>
            <dd className="grid gap-1 text-muted">
              {Number(status) < 300 ? bodyOf(content, description, schemas) : <Codes text={description} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What a successful response contains; of anything but JSON the description says it. */
function bodyOf(
  content: Operation["responses"][string]["content"],
  description: string,
  schemas: Record<string, Schema>,
): string {
  return content && !content["application/json"] ? description : dataOf(content?.["application/json"]?.schema, schemas)
}

function dataOf(schema: Schema | undefined, schemas: Record<string, Schema>): string {
  const data = schema?.properties?.data
  if (!data) return "No body."
  const fields = Object.keys(follow(data.items ?? data, schemas).properties ?? {})
  return fields.length > 0 ? `${typeName(data)}: ${fields.join(", ")}` : typeName(data)
}

function Codes({ text }: { text: string }) {
  return text.split("\n\n").map((line) => {
    const [, code = "", message = line] = /^`(\w+)`: (.*)$/.exec(line) ?? []
    return (
      <p key={line}>
        <code className="font-mono text-ink">{code}</code> {message}
      </p>
    )
  })
}
