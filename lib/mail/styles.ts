import type { CSSProperties } from "react"

const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const light = { canvas: "#f4f5f1", surface: "#fdfdfb", line: "#d9ddd4", ink: "#141a17", muted: "#545d56" }
const dark = { canvas: "#0e1211", surface: "#151a18", line: "#29312d", ink: "#ebefec", muted: "#a1aba5" }
const accent = { light: "#0b6450", dark: "#62d0b1", onLight: "#ffffff", onDark: "#04211a" }

/** Inline, because many email programs support nothing else; these are the light colors. */
export const styles = {
  canvas: { backgroundColor: light.canvas, color: light.ink, fontFamily: font, margin: 0, padding: 0 },
  container: { maxWidth: 560, padding: "32px 16px 40px" },
  head: { marginBottom: 20 },
  mark: { backgroundColor: accent.light, borderRadius: 8, height: 16, padding: "8px 7px 8px 0", width: 25 },
  plate: { backgroundColor: accent.onLight, borderRadius: 1, height: 4, lineHeight: "4px", marginBottom: 2 },
  wordmark: { color: light.ink, fontSize: 17, fontWeight: 600, lineHeight: "32px", paddingLeft: 10 },
  card: {
    backgroundColor: light.surface,
    border: `1px solid ${light.line}`,
    borderRadius: 12,
    padding: "32px 36px 28px",
  },
  title: {
    color: light.ink,
    fontSize: 23,
    fontWeight: 600,
    letterSpacing: "-0.01em",
    lineHeight: "30px",
    margin: "0 0 20px",
    overflowWrap: "anywhere",
  },
  line: {
    color: light.ink,
    fontSize: 16,
    lineHeight: "25px",
    margin: "0 0 12px",
    overflowWrap: "anywhere",
    whiteSpace: "pre-line",
  },
  quote: { borderLeft: `3px solid ${accent.light}`, margin: "20px 0 8px", padding: "2px 0 2px 18px" },
  quoted: {
    color: light.ink,
    fontSize: 16,
    lineHeight: "25px",
    margin: 0,
    overflowWrap: "anywhere",
    whiteSpace: "pre-line",
  },
  by: { color: light.muted, fontSize: 14, lineHeight: "20px", margin: "6px 0 0" },
  code: {
    color: light.ink,
    fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
    fontSize: 32,
    fontWeight: 600,
    letterSpacing: "0.12em",
    lineHeight: "40px",
    margin: "16px 0 20px",
  },
  facts: {
    borderBottom: `1px solid ${light.line}`,
    borderTop: `1px solid ${light.line}`,
    margin: "20px 0 8px",
    width: "100%",
  },
  label: {
    color: light.muted,
    fontSize: 14,
    lineHeight: "22px",
    padding: "7px 16px 7px 0",
    verticalAlign: "top",
    width: 124,
  },
  value: { color: light.ink, fontSize: 15, lineHeight: "22px", overflowWrap: "anywhere", padding: "7px 0" },
  button: {
    backgroundColor: accent.light,
    borderRadius: 8,
    color: accent.onLight,
    fontSize: 16,
    fontWeight: 600,
    margin: "20px 0 24px",
    padding: "13px 24px",
  },
  rule: { border: "none", borderTop: `1px solid ${light.line}`, margin: "24px 0 20px" },
  note: { color: light.muted, fontSize: 14, lineHeight: "21px", margin: "0 0 8px", overflowWrap: "anywhere" },
  address: { color: accent.light, textDecoration: "underline", wordBreak: "break-all" },
  footer: { color: light.muted, fontSize: 13, lineHeight: "20px", margin: "20px 4px 0" },
} satisfies Record<string, CSSProperties>

/** What needs a style sheet: narrow screens and dark colors. */
export const css = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .card { padding: 24px 20px 20px !important; }
  .title { font-size: 21px !important; line-height: 28px !important; }
  .button { display: block !important; text-align: center !important; }
}
@media (prefers-color-scheme: dark) {
  .canvas, .canvas > table > tbody > tr > td { background-color: ${dark.canvas} !important; }
  .card { background-color: ${dark.surface} !important; border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .muted { color: ${dark.muted} !important; }
  .rule { border-color: ${dark.line} !important; }
  .quote { border-color: ${accent.dark} !important; }
  .link { color: ${accent.dark} !important; }
  .accent { background-color: ${accent.dark} !important; }
  .plate { background-color: ${accent.onDark} !important; }
  .button { background-color: ${accent.dark} !important; color: ${accent.onDark} !important; }
}
`
