/** Returns a path of this origin; `/` for anything that could lead elsewhere. */
export function returnPath(asked: string | null | undefined, origin: string): string {
  // What browsers take for a slash, or leave out, would make another host of it.
  if (!asked?.startsWith("/") || /^\/[/\\]|[\\\p{Cc}]/u.test(asked) || !URL.canParse(asked, origin)) return "/"
  const url = new URL(asked, origin)
  // Dots are removed from a path: what is left can begin with two slashes, which is another host.
  return url.origin === origin && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/"
}
