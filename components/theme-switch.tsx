"use client"

import { Monitor, Moon, Sun } from "lucide-react"
import { useState } from "react"
import { type Theme, themes } from "./theme"
import { chooseTheme } from "./theme-action"

const looks = {
  system: { Icon: Monitor, name: "As the device" },
  light: { Icon: Sun, name: "Light" },
  dark: { Icon: Moon, name: "Dark" },
}

/** Device, light or dark. The choice is a cookie that the server reads, so nothing flashes. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme)

  function show(next: Theme) {
    setChosen(next)
    if (next === "system") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }

  return (
    <form action={chooseTheme} className="inline-flex gap-0.5 rounded-full border border-line p-0.5" aria-label="Theme">
      {themes.map((name) => {
        const { Icon, name: label } = looks[name]
        return (
          <button
            key={name}
            type="submit"
            name="theme"
            value={name}
            aria-label={label}
            title={label}
            aria-pressed={chosen === name}
            onClick={() => show(name)}
            className="grid size-7 place-items-center rounded-full text-muted hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
          >
            <Icon aria-hidden className="size-3.5" />
          </button>
        )
      })}
    </form>
  )
}
