"use client"

import { type ReactNode, useState } from "react"
import { useTranslations } from "use-intl/react"
import { type Theme, themes } from "./theme"
import { chooseTheme } from "./theme-action"

type Props = { theme: Theme; icons: Record<Theme, ReactNode> }

/** Device, light or dark. Stored in a cookie that the server reads, so that nothing flashes. */
export function ThemeButtons({ theme, icons }: Props) {
  const t = useTranslations("common")
  const [chosen, setChosen] = useState(theme)

  function show(next: Theme) {
    setChosen(next)
    if (next === "system") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
  }

  return (
    <form
      action={chooseTheme}
      className="inline-flex gap-0.5 rounded-full border border-line p-0.5"
      aria-label={t("theme")}
    >
      {themes.map((name) => (
        <button
          key={name}
          type="submit"
          name="theme"
          value={name}
          aria-label={t(`themes.${name}`)}
          title={t(`themes.${name}`)}
          aria-pressed={chosen === name}
          onClick={() => show(name)}
          className="grid size-7 place-items-center rounded-full text-muted hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
        >
          {icons[name]}
        </button>
      ))}
    </form>
  )
}
