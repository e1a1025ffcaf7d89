import type { KoaContextWithOIDC } from "oidc-provider"
import de from "../i18n/de/authorize"
import en from "../i18n/en/authorize"
import { type Locale, localeCookie, pickLocale } from "../i18n/locale"

const texts = { en: en.onward, de: de.onward }

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page that leads back: browsers follow its `Refresh` header, and show its link where that is turned off. */
export function pageBack(to: string, application: string, locale: Locale): string {
  const text = escaped(texts[locale].replace("{name}", () => application))
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${text}</title>
<p><a href="${escaped(to)}">${text}</a></p>
</html>
`
}

/**
 * Leads a browser back to the application by a page instead of a redirect. Chromium applies `form-action` to all
 * redirects that follow a form, also those of the application itself, which no policy of ours can list.
 */
export function leave(ctx: KoaContextWithOIDC, to: string): void {
  const locale = pickLocale(ctx.cookies.get(localeCookie), ctx.get("accept-language") || null)
  ctx.remove("Location")
  ctx.status = 200
  ctx.type = "html"
  ctx.set("Refresh", `0; url=${to}`)
  ctx.body = pageBack(to, ctx.oidc.client?.clientName ?? "", locale)
}
