import { translations } from "@/lib/i18n/translations"

type Plate = { x: number; y: number; w: number; t: number; look?: string }

/** An isometric plate: its top and the two visible sides. */
function Plate({ x, y, w, t, look = "fill-surface" }: Plate) {
  const h = w / 2
  const top = `${x},${y - h} ${x + w},${y} ${x},${y + h} ${x - w},${y}`
  return (
    <g className="stroke-edge/70" strokeWidth="1" strokeLinejoin="round">
      <polygon points={`${x - w},${y} ${x},${y + h} ${x},${y + h + t} ${x - w},${y + t}`} className="fill-line" />
      <polygon points={`${x + w},${y} ${x},${y + h} ${x},${y + h + t} ${x + w},${y + t}`} className="fill-sunken" />
      <polygon points={top} className={look} />
    </g>
  )
}

const people: [number, number][] = [
  [-44, 0],
  [0, -22],
  [0, 22],
  [44, 0],
]

function Organization({ x, y, home }: { x: number; y: number; home?: boolean }) {
  return (
    <>
      <path d={`M${x} ${y + 56}V${y + 142}`} className="stroke-edge/60" strokeDasharray="2 4" />
      <Plate x={x} y={y} w={96} t={9} look={home ? "fill-accent" : "fill-surface"} />
      {people.slice(0, home ? 4 : 3).map(([dx, dy]) => (
        <ellipse
          key={`${dx} ${dy}`}
          cx={x + dx}
          cy={y + dy}
          rx="13"
          ry="6.5"
          className={home ? "fill-on-accent" : "fill-accent/45"}
        />
      ))}
    </>
  )
}

/** An illustration: people on organizations, organizations on a tenant. */
export async function Strata() {
  const t = await translations("common")
  return (
    <aside
      className="hidden border-l border-line bg-sunken/60 lg:flex lg:flex-col lg:justify-center lg:px-14"
      aria-label={t("aboutUs")}
    >
      <svg viewBox="0 0 560 480" aria-hidden className="mx-auto w-full max-w-xl">
        <Plate x={280} y={330} w={250} t={20} />
        <Plate x={280} y={312} w={214} t={8} />
        <Organization x={280} y={128} />
        <Organization x={150} y={192} />
        <Organization x={410} y={192} />
        <Organization x={280} y={256} home />
      </svg>
      <p className="mx-auto mt-6 max-w-md text-center text-xl font-medium text-balance">{t("claim")}</p>
    </aside>
  )
}
