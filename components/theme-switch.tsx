import { Monitor, Moon, Sun } from "lucide-react"
import type { Theme } from "./theme"
import { ThemeButtons } from "./theme-buttons"

// Rendered on the server, so that the browser loads no icons for it.
const icons = {
  system: <Monitor aria-hidden className="size-3.5" />,
  light: <Sun aria-hidden className="size-3.5" />,
  dark: <Moon aria-hidden className="size-3.5" />,
}

/** Device, light or dark. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  return <ThemeButtons theme={theme} icons={icons} />
}
