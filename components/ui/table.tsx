import type { ComponentProps, ReactNode } from "react"

/** A list of rows under named columns. `label` says what is listed. */
export function Table({ label, columns, children }: { label: string; columns: ReactNode[]; children: ReactNode }) {
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      <table aria-label={label} className="w-full border-collapse text-left">
        <thead className="border-b border-line text-xs text-muted max-sm:sr-only">
          <tr>{columns}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  )
}

/** The name of a column. */
export function Column(props: ComponentProps<"th">) {
  return <th scope="col" {...props} className={`px-4 py-2.5 font-medium ${props.className ?? ""}`} />
}

/** A row; on a phone its cells stand under each other. */
export function Row(props: ComponentProps<"tr">) {
  return (
    <tr
      {...props}
      className="relative transition-colors hover:bg-sunken/50 max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-2 max-sm:p-4"
    />
  )
}

/** A cell. */
export function Cell(props: ComponentProps<"td">) {
  return <td {...props} className={`align-middle max-sm:first:basis-full sm:px-4 sm:py-3 ${props.className ?? ""}`} />
}
