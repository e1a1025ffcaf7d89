import { expect, type Page } from "@playwright/test"
import { expectAccessible } from "./pages"

/** Widths of a phone, of 400 % and 200 % zoom, and of windows with and without a sidebar. */
const widths = [320, 390, 640, 768, 1024, 1280]

/** Rules that depend on theme and width; structure and names are checked only once. */
const drawn = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]

/** How far the page scrolls sideways. */
const overhang = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** Expects no horizontal scrolling, and rows of a limited height, at every width; ends at the given one. */
export async function expectOrderly(page: Page, what: string, last = 1280): Promise<void> {
  for (const width of [...widths.filter((one) => one !== last), last]) {
    await page.setViewportSize({ width, height: 900 })
    // Container queries are laid out with the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const { wide, cut, tall } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      // Tables are clipped by their frame, so what does not fit is out of reach.
      cut: [...document.querySelectorAll("main table[role=table]")].filter(
        (table) => table.scrollWidth > (table.parentElement?.clientWidth ?? 0),
      ).length,
      tall: [...document.querySelectorAll("main tr")].map((row) => Math.round(row.getBoundingClientRect().height)),
    }))
    expect({ wide: Math.max(0, wide), cut }, `${what} at ${width}`).toEqual({ wide: 0, cut: 0 })
    if (width >= 390) expect(Math.max(0, ...tall), `height of the rows of ${what} at ${width}`).toBeLessThanOrEqual(120)
  }
}

/**
 * Expects every button within 25 presses of Tab (either direction, and by skip links) from what it acts on: the fields
 * of its form, the rest of its row, and the rows that were selected.
 */
export async function expectNear(page: Page, what: string): Promise<void> {
  const far = await page.evaluate(() => {
    const focusable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    const stops = [...document.querySelectorAll<HTMLElement>(`main :is(${focusable})`)].filter(
      (one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches(":disabled, [tabindex='-1']"),
    )
    const after = (target: Element | null) =>
      target ? stops.findIndex((stop) => target.compareDocumentPosition(stop) & (4 | 16)) : -1
    const jumps = stops.map((stop) => {
      const hash = stop.getAttribute("href")
      return hash?.startsWith("#") ? after(document.getElementById(hash.slice(1))) : -1
    })
    const most = 25
    const tabs = (from: number, to: number) => {
      const known = new Map([[from, 0]])
      for (const at of known.keys()) {
        const steps = Number(known.get(at))
        if (at === to) return steps
        if (steps === most) continue
        for (const next of [at + 1, at - 1, jumps[at] ?? -1])
          if (next >= 0 && next < stops.length && !known.has(next)) known.set(next, steps + 1)
      }
      return Number.POSITIVE_INFINITY
    }
    const found: string[] = []
    for (const [to, act] of stops.entries()) {
      if (!act.matches("button, summary")) continue
      const bar = act.closest("[data-bulk-bar]")
      const place = act.closest("form, tr, li") ?? act.parentElement
      for (const [from, stop] of stops.entries()) {
        const own = bar ? stop.matches("[type=checkbox]:checked") && !bar.contains(stop) : place?.contains(stop)
        if (own && Math.abs(to - from) > most && tabs(from, to) > most)
          found.push(`${stop.getAttribute("name") ?? stop.textContent} → ${act.textContent}`)
      }
    }
    return found
  })
  expect(far, `too far by keyboard on ${what}`).toEqual([])
}

/** Opens what is folded up, so that it is checked too. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>("main details")) one.open = true
  })
}

/** Checks the page shown now: widths, keyboard, and axe in the light and dark theme and in forced colors. */
export async function inspect(page: Page, what: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" })
  await expectOrderly(page, what)
  // The reference folds up a hundred operations.
  if (what !== "/docs") await unfold(page)
  await expectNear(page, what)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: "light", forcedColors: "active", reducedMotion: "reduce" })
  await expectAccessible(page, drawn)
  await page.emulateMedia({ colorScheme: "dark", forcedColors: "none", reducedMotion: "reduce" })
  await page.setViewportSize({ width: 390, height: 900 })
  expect(await overhang(page), `${what}, unfolded`).toBeLessThanOrEqual(0)
  await expectAccessible(page, drawn)
}
