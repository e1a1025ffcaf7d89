import type { Config } from "tailwindcss"

const tokens = (names: string[]) => Object.fromEntries(names.map((name) => [name, `var(--${name})`]))

// What each token is, in both themes, stands in app/globals.css. Nothing is drawn in a colour outside this list.
export default {
  content: ["./app/**/*.tsx", "./components/**/*.tsx"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      ...tokens(["canvas", "surface", "sunken", "line", "edge", "ink", "muted"]),
      ...tokens(["accent", "accent-strong", "accent-soft", "on-accent"]),
      ...tokens(["danger", "danger-strong", "danger-soft", "on-danger", "warn", "warn-soft"]),
    },
    fontFamily: {
      sans: [
        "ui-sans-serif",
        "-apple-system",
        "Segoe UI Variable Text",
        "Segoe UI",
        "Roboto",
        "Noto Sans",
        "Liberation Sans",
        "Arial",
        "sans-serif",
      ],
      mono: [
        "ui-monospace",
        "SF Mono",
        "Cascadia Mono",
        "Roboto Mono",
        "DejaVu Sans Mono",
        "Liberation Mono",
        "monospace",
      ],
    },
    fontSize: {
      xs: ["0.75rem", { lineHeight: "1.125rem", letterSpacing: "0.005em" }],
      sm: ["0.8125rem", { lineHeight: "1.25rem" }],
      base: ["0.9375rem", { lineHeight: "1.5rem" }],
      lg: ["1.0625rem", { lineHeight: "1.5rem", letterSpacing: "-0.008em" }],
      xl: ["1.375rem", { lineHeight: "1.75rem", letterSpacing: "-0.018em" }],
      "2xl": ["1.75rem", { lineHeight: "2.125rem", letterSpacing: "-0.024em" }],
      "3xl": ["2.5rem", { lineHeight: "2.75rem", letterSpacing: "-0.034em" }],
    },
    borderRadius: { none: "0", sm: "4px", DEFAULT: "7px", lg: "12px", full: "9999px" },
    extend: {
      boxShadow: { lift: "0 1px 0 var(--line), 0 12px 32px -12px rgb(0 0 0 / 0.28)" },
      maxWidth: { form: "25rem", page: "68rem" },
    },
  },
} satisfies Config
