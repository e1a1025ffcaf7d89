import { AppError } from "@/lib/core/errors"
import type { Incoming } from "@/lib/core/http/read-body"
import { toResponse } from "@/lib/core/http/response"
import { limitRequest } from "@/lib/core/rate-limit/requests"
import { readImage } from "@/lib/files/store"

/** An uploaded image. Anyone who knows its random URL may see it, from any site; another upload has another URL. */
export async function GET(
  request: Incoming,
  { params }: { params: Promise<Record<string, string>> },
): Promise<Response> {
  try {
    await limitRequest(request)
    const { id = "" } = await params
    const bytes = /^[\w-]{22}$/.test(id) ? await readImage(id) : null
    if (!bytes) throw new AppError("not_found")
    return new Response(new Uint8Array(bytes), { headers: { ...headers, "content-length": String(bytes.length) } })
  } catch (error) {
    return toResponse(error)
  }
}

const headers = {
  "content-type": "image/webp",
  "cache-control": "public, max-age=31536000, immutable",
  "content-security-policy": "sandbox; default-src 'none'",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
}
