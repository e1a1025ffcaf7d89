/** The colours of initials, in degrees. */
export const hues = [12, 42, 80, 150, 190, 220, 265, 320] as const

/** Saturation and lightness of paper and ink in each theme, in percent. */
export const shades = {
  light: { paper: [45, 87], ink: [60, 22] },
  dark: { paper: [35, 22], ink: [55, 86] },
} as const satisfies Record<string, Record<"paper" | "ink", readonly [number, number]>>

/** The colour of a person or thing: the same for the same ID, everywhere. */
export function hueOf(id: string): number {
  let sum = 0
  for (const c of id) sum = (Math.imul(sum, 31) + (c.codePointAt(0) ?? 0)) >>> 0
  return hues[(sum ^ (sum >>> 15)) % hues.length] ?? hues[0]
}

const color = (hue: number, [saturation, lightness]: readonly [number, number]) =>
  `hsl(${hue} ${saturation}% ${lightness}%)`

/** Paper and ink for initials, in both themes. */
export function initialsStyle(id: string) {
  const hue = hueOf(id)
  const { light, dark } = shades
  const both = (part: "paper" | "ink") => `light-dark(${color(hue, light[part])}, ${color(hue, dark[part])})`
  return { backgroundColor: both("paper"), color: both("ink") }
}
