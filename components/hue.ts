/** Hues of initials, in degrees. */
export const hues = [12, 42, 80, 150, 190, 220, 265, 320] as const

/** Saturation and lightness of background and text in each theme, in percent. */
export const shades = {
  light: { paper: [45, 87], ink: [60, 22] },
  dark: { paper: [35, 22], ink: [55, 86] },
} as const satisfies Record<string, Record<"paper" | "ink", readonly [number, number]>>

/** Returns the hue of a person or thing: always the same for the same ID. */
export function hueOf(id: string): number {
  // FNV-1a with a final mix, so that consecutive IDs differ.
  let hash = 0x811c9dc5
  for (const c of id) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash ^= hash >>> 12
  return hues[(hash >>> 0) % hues.length] ?? hues[0]
}

const color = (hue: number, [saturation, lightness]: readonly [number, number]) =>
  `hsl(${hue} ${saturation}% ${lightness}%)`

/** Background and text color of initials, in both themes. */
export function initialsStyle(id: string) {
  const hue = hueOf(id)
  const { light, dark } = shades
  const both = (part: "paper" | "ink") => `light-dark(${color(hue, light[part])}, ${color(hue, dark[part])})`
  return { backgroundColor: both("paper"), color: both("ink") }
}
