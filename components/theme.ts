/** The selectable themes; "system" follows the device. */
export const themes = ["system", "light", "dark"] as const
export type Theme = (typeof themes)[number]

/** Reads the theme cookie; unknown values mean "system". */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system"
}
