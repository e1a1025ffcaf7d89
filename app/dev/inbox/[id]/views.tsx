const views = [
  { value: undefined, name: "HTML" },
  { value: "text", name: "Text" },
  { value: "source", name: "Source" },
]

/** The views of an email. Each reloads the page: the frame depends on its nonce. */
export function Views({ id, view }: { id: string; view: string | undefined }) {
  const known = views.some(({ value }) => value === view) ? view : undefined
  return (
    <nav aria-label="View">
      <ul className="flex gap-1 border-b border-line">
        {views.map(({ value, name }) => (
          <li key={name}>
            <a
              href={`/dev/inbox/${id}${value ? `?view=${value}` : ""}`}
              aria-current={value === known ? "page" : undefined}
              className="-mb-px block border-b-2 border-transparent px-3 py-2 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
