import type { Day } from "@/lib/core/db/daily-counts"
import { formats, translations } from "@/lib/i18n/translations"
import { DayTable } from "./day-table"
import { Figure } from "./figure"
import { Plot } from "./plot"
import { dayName, roundUp } from "./scale"

/** Sign-ins by day. */
export async function SignIns({ signIns }: { signIns: Day[] }) {
  const [t, format] = await Promise.all([translations("overview"), formats()])
  const { number } = format
  const total = signIns.reduce((sum, { n }) => sum + n, 0)
  const most = Math.max(...signIns.map(({ n }) => n))
  const days = signIns.map(({ day, n }) => ({ day: dayName(format, day), value: n, n: number(n) }))
  const perDay = total / signIns.length
  const digits = { maximumFractionDigits: perDay < 10 ? 1 : 0 }
  const note = perDay < 0.1 ? "" : t("signIns.perDay", { n: number(perDay, digits) })
  return (
    <Figure title={t("signIns.title")} value={number(total)} note={note}>
      {total === 0 ? (
        <p className="py-6 text-sm text-muted">{t("signIns.none")}</p>
      ) : (
        <>
          <Plot
            look="bars"
            label={t("signIns.chart", { most: number(most) })}
            points={days.map(({ day, value, n }) => ({ day, value, title: t("onDay", { day, n }) }))}
            low={0}
            high={roundUp(most)}
            scale={{ low: "0", high: number(roundUp(most)), first: days[0]?.day ?? "", last: t("today") }}
          />
          <DayTable
            summary={t("table")}
            label={t("signIns.title")}
            columns={[t("day"), t("signIns.title")]}
            rows={days.map(({ day, n }) => ({ day, cells: [n] })).reverse()}
          />
        </>
      )}
    </Figure>
  )
}
