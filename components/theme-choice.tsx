import { cookies } from "next/headers"
import { readTheme } from "./theme"
import { ThemeSwitch } from "./theme-switch"

/** The theme switch, set to this browser's choice. */
export async function ThemeChoice() {
  const jar = await cookies()
  return <ThemeSwitch theme={readTheme(jar.get("theme")?.value)} />
}
