import type { ComponentProps, ReactNode } from "react"

type Props = {
  /** Accessible name of the table. */
  label: string
  columns: ReactNode[]
  /** Keeps a table of two short columns in narrow containers. */
  small?: boolean
  /** Shown above the cards, where column names are hidden. */
  cardHead?: ReactNode
  /** Rows; or, with `grouped`, groups of rows. */
  children: ReactNode
  grouped?: boolean
}

// Browsers drop the roles with `display: block`, so they are explicit.
const role = (name: string) => ({ role: name })

/** A table with sticky column names; cards in narrow containers. */
export function Table({ label, columns, small, cardHead, grouped, children }: Props) {
  return (
    <div
      className={`overflow-clip rounded-lg border border-line bg-surface ${small ? "@container/small" : "@container/list"}`}
    >
      {cardHead && <div className="hidden border-b border-line px-4 py-2 card:block noscript:hidden">{cardHead}</div>}
      <table {...role("table")} aria-label={label} className="w-full border-collapse text-left card:block">
        <thead {...role("rowgroup")} className="text-xs text-muted card:sr-only">
          <tr {...role("row")}>{columns}</tr>
        </thead>
        {grouped ? children : <Group>{children}</Group>}
      </table>
    </div>
  )
}

/** The name of a column; sticky, unless the selection bar is. */
export function Column(props: ComponentProps<"th">) {
  const sticky = "sticky top-0 z-2 bg-surface shadow-[inset_0_-1px_var(--line)] in-[:root:has([data-bulk-bar])]:static"
  return (
    <th
      scope="col"
      {...role("columnheader")}
      {...props}
      className={`px-4 py-2.5 font-medium whitespace-nowrap ${sticky} ${props.className ?? ""}`}
    />
  )
}

/** Rows that belong together, with or without a name. */
export function Group({ name, span, children }: { name?: ReactNode; span?: number; children: ReactNode }) {
  return (
    <tbody {...role("rowgroup")} className="divide-y divide-line border-line not-first-of-type:border-t card:block">
      {name && (
        <tr {...role("row")} className="card:block">
          <th
            scope="rowgroup"
            colSpan={span}
            {...role("rowheader")}
            className="bg-sunken/60 px-4 py-2 text-left text-xs font-medium text-muted card:block"
          >
            {name}
          </th>
        </tr>
      )}
      {children}
    </tbody>
  )
}

/** A row; a card stacks its cells. */
export function Row(props: ComponentProps<"tr">) {
  const card = "card:flex card:flex-wrap card:items-center card:gap-x-4 card:gap-y-1 card:px-4 card:py-3"
  return <tr {...role("row")} {...props} className={`relative hover:bg-sunken/50 ${card} ${props.className ?? ""}`} />
}

/** A cell. */
export function Cell(props: ComponentProps<"td">) {
  const card = "card:min-w-0 card:p-0 card:first:basis-full card:empty:hidden"
  return <td {...role("cell")} {...props} className={`px-4 py-3 align-middle ${card} ${props.className ?? ""}`} />
}
