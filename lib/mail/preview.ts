import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Locale, locales } from "../i18n/locale"
import { renderMail } from "./render"
import { samples } from "./samples"
import { templates } from "./templates"

/**
 * Writes every message with sample data into a folder, and an index that shows them at phone and desktop widths.
 * @returns the path of the index
 */
export async function writePreviews(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const data = samples()
  for (const locale of locales)
    for (const template of templates) {
      const { html, text, subject } = await renderMail(template, data[template], locale)
      writeFileSync(join(folder, `${template}.${locale}.html`), html)
      writeFileSync(join(folder, `${template}.${locale}.txt`), `${subject}\n\n${text}`)
    }
  const index = join(folder, "index.html")
  writeFileSync(index, page())
  return index
}

function page(): string {
  const frame = (name: string, width: number) =>
    `<iframe src="${name}.html" title="${name}, ${width} px" width="${width}" height="760"></iframe>`
  const section = (name: string) =>
    `<h2>${name} <a href="${name}.txt">text</a></h2>${frame(name, 360)} ${frame(name, 700)}`
  const sections = templates.flatMap((name) => locales.map((locale: Locale) => section(`${name}.${locale}`)))
  return `<!doctype html><meta charset="utf-8"><title>Emails</title><style>
:root{color-scheme:light dark}body{font:16px system-ui;margin:2rem}a{font-size:.8em}iframe{border:1px solid #8884}</style>
${sections.join("\n")}`
}
