"use client"

import { useState } from "react"

/**
 * A person's picture, or nothing if it fails to load. Any host may serve it: the host gets no referrer, and the server
 * never fetches it.
 */
export function Picture({ url }: { url: string }) {
  const [broken, setBroken] = useState("")
  if (broken === url) return null
  const hide = () => setBroken(url)
  return (
    // biome-ignore lint/performance/noImgElement: next/image would fetch it from our server.
    <img
      ref={(img) => {
        // It may have failed before hydration.
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
