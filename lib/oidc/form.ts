import type { IncomingMessage } from "node:http"
import { AppError } from "../core/errors"
import { readText } from "../core/http/read-body"

/** Reads a form of at most 64 KiB. @throws AppError unsupported_media_type, body_too_large */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams> {
  const type = req.headers["content-type"] ?? ""
  if (!/^application\/x-www-form-urlencoded *(;|$)/i.test(type)) throw new AppError("unsupported_media_type")
  const headers = {
    get: (name: string) => req.headers[name]?.toString() ?? null,
    has: (name: string) => name in req.headers,
  }
  const body = req.iterator({ destroyOnReturn: false })
  return new URLSearchParams(await readText({ method: "POST", url: "", headers, body }))
}
