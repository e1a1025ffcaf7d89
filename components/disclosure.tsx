import type { ReactNode } from "react"

const looks = {
  plain: { summary: "border-edge/60 text-ink hover:border-edge hover:bg-sunken", body: "border-line" },
  danger: { summary: "border-danger/50 text-danger hover:bg-danger-soft", body: "border-danger/40" },
}

type Props = {
  label: ReactNode
  look?: keyof typeof looks
  size?: "base" | "small"
  open?: boolean
  children: ReactNode
}

/** A button that opens its content. Works without JavaScript; `open` once there is a result to show. */
export function Disclosure({ label, look = "plain", size = "base", open, children }: Props) {
  const height = size === "small" ? "min-h-8 px-3 py-1 text-sm" : "min-h-10 px-4 py-2"
  return (
    <details open={open}>
      <summary
        className={`inline-flex w-fit max-w-full list-none wrap-anywhere items-center rounded border bg-surface font-medium ${height} ${looks[look].summary}`}
      >
        {label}
      </summary>
      <div className={`mt-3 grid gap-4 rounded-lg border bg-surface p-5 ${looks[look].body}`}>{children}</div>
    </details>
  )
}
