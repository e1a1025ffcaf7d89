"use client"

import { useState } from "react"

/**
 * Somebody's picture, or nothing where it does not load. Any host may serve it: it must not learn where it was shown,
 * and we fetch nothing on its behalf.
 */
export function Picture({ url }: { url: string }) {
  const [broken, setBroken] = useState("")
  if (broken === url) return null
  const hide = () => setBroken(url)
  return (
    // biome-ignore lint/performance/noImgElement: next/image would fetch it from our server.
    <img
      ref={(img) => {
        // It may have failed before there was anybody to hear of it.
        if (img?.complete && img.naturalWidth === 0) hide()
      }}
      src={url}
      alt=""
      onError={hide}
      referrerPolicy="no-referrer"
      decoding="async"
      className="absolute inset-0 size-full object-cover"
    />
  )
}
