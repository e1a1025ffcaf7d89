/** An organization's logo, on white in both themes, because many are drawn for it. */
export function OrganizationLogo({ url }: { url: string }) {
  return (
    <span className="grid h-20 w-40 shrink-0 place-items-center rounded border border-line bg-white p-2">
      {/* biome-ignore lint/performance/noImgElement: it has its final size, and its URL is immutable. */}
      <img src={url} alt="" decoding="async" className="max-h-16 max-w-36 object-contain" />
    </span>
  )
}
