import { RankMark } from "@/components/rank"
import { filePath } from "@/lib/core/file-url"
import type { Rank } from "./standing"

/** An organization's logo, on white in both themes; the person's rank in it where there is none. */
export function OrganizationMark({ organization: { logoId, rank } }: { organization: Rank }) {
  return (
    <span className="grid size-6 shrink-0 place-items-center">
      {logoId ? (
        // biome-ignore lint/performance/noImgElement: it has its final size, and its URL is immutable.
        <img src={filePath(logoId)} alt="" decoding="async" className="size-6 rounded-sm bg-white object-contain" />
      ) : (
        <RankMark rank={rank} />
      )}
    </span>
  )
}
