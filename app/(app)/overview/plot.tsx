import type { ReactNode } from "react"

/** A day on a chart: its value and tooltip. */
export type Point = { day: string; value: number; title: string }

type Props = {
  points: Point[]
  look: "line" | "bars"
  /** Description for screen readers; all values are in the table. */
  label: string
  low: number
  high: number
  /** Ends of the axes, in the reader's language. */
  scale: { low: string; high: string; first: string; last: string }
  children?: ReactNode
}

const [width, height] = [600, 120]

/** A chart of days, rendered on the server; each has a tooltip. */
export function Plot({ points, look, label, low, high, scale }: Props) {
  const step = width / points.length
  const y = (value: number) => height - ((value - low) / Math.max(high - low, 1)) * height
  const middle = points.map(({ value }, i) => [(i + 0.5) * step, y(value)] as const)
  const path = middle.map(([x, at], i) => `${i === 0 ? "M" : "L"}${x.toFixed(1)} ${at.toFixed(1)}`).join("")
  return (
    <div className="grid gap-1.5 text-xs text-muted">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          className="h-32 w-full overflow-visible"
        >
          {[0, height / 2, height].map((at) => (
            <path key={at} d={`M0 ${at}H${width}`} vectorEffect="non-scaling-stroke" className="stroke-line" />
          ))}
          {look === "line" && (
            <>
              <path d={`${path}V${height}H${(step / 2).toFixed(1)}Z`} className="fill-accent-soft/70" />
              <path d={path} vectorEffect="non-scaling-stroke" className="fill-none stroke-accent stroke-2" />
            </>
          )}
          {points.map(({ day, value, title }, i) => (
            <g key={day} className="group">
              {look === "bars" && (
                <rect
                  x={(i + 0.14) * step}
                  width={step * 0.72}
                  y={y(value)}
                  height={height - y(value)}
                  className="fill-accent group-hover:fill-accent-strong"
                />
              )}
              <rect x={i * step} width={step} height={height} className="fill-transparent group-hover:fill-ink/6">
                <title>{title}</title>
              </rect>
            </g>
          ))}
        </svg>
        <div aria-hidden className="flex flex-col justify-between text-right [&>span]:leading-none">
          <span>{scale.high}</span>
          <span>{scale.low}</span>
        </div>
      </div>
      <div aria-hidden className="flex justify-between">
        <span>{scale.first}</span>
        <span>{scale.last}</span>
      </div>
    </div>
  )
}
