import { formats, translations } from "@/lib/i18n/translations"
import type { Growth } from "@/lib/memberships/statistics"
import { DayTable } from "./day-table"
import { Figure } from "./figure"
import { Plot } from "./plot"
import { dayName } from "./scale"

const sum = (days: { n: number }[]) => days.reduce((total, { n }) => total + n, 0)

/** Number of members, and its history. */
export async function Members({ growth: { members, joined, left } }: { growth: Growth }) {
  const [t, format] = await Promise.all([translations("overview"), formats()])
  const { number } = format
  const values = members.map(({ n }) => n)
  const [first = 0, last = 0] = [values[0], values.at(-1)]
  // Some space above and below, so that a flat line isn't drawn on the frame.
  const [low, high] = [Math.max(0, Math.min(...values) - 1), Math.max(...values) + 1]
  const days = members.map(({ day, n }, i) => ({
    day: dayName(format, day),
    n: number(n),
    joined: number(joined[i]?.n ?? 0),
    left: number(left[i]?.n ?? 0),
  }))
  return (
    <Figure
      className="lg:col-span-2"
      title={t("members.title")}
      value={number(last)}
      note={t("members.change", { joined: number(sum(joined)), left: number(sum(left)) })}
    >
      <Plot
        look="line"
        label={t("members.chart", { first: number(first), last: number(last) })}
        points={days.map(({ day, n }, i) => ({ day, value: values[i] ?? 0, title: t("onDay", { day, n }) }))}
        low={low}
        high={high}
        scale={{ low: number(low), high: number(high), first: days[0]?.day ?? "", last: t("today") }}
      />
      {members.length > 30 && <p className="text-xs text-muted">{t("members.erased")}</p>}
      <DayTable
        summary={t("table")}
        label={t("members.title")}
        columns={[t("day"), t("members.title"), t("members.joined"), t("members.left")]}
        rows={days.map(({ day, ...cells }) => ({ day, cells: [cells.n, cells.joined, cells.left] })).reverse()}
      />
    </Figure>
  )
}
