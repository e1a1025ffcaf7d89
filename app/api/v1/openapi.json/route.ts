import { createHash } from "node:crypto"
import { singleton } from "@/lib/core/cache/singleton"
import { requestContext, withRequest } from "@/lib/core/context"
import { compressible } from "@/lib/core/http/compression"
import { hasTag } from "@/lib/core/http/etag"
import { openApiDocument } from "@/lib/core/http/openapi"
import type { Incoming } from "@/lib/core/http/read-body"
import { web, written } from "@/lib/core/http/response"
import { routes } from "../routes"

/** The OpenAPI 3.1 document, generated from the declarations that the server runs. */
export async function GET(request: Incoming): Promise<Response> {
  return withRequest(requestContext(request.headers), () => {
    const { text, etag } = document()
    const known = hasTag(request.headers.get("if-none-match"), etag)
    return compressible(web(written({ status: known ? 304 : 200, body: null, text, headers: { etag } })))
  })
}

const document = () =>
  singleton("openapi", () => {
    const text = JSON.stringify(openApiDocument(routes))
    // Weak, since it is the same for compressed bytes.
    return { text, etag: `W/"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` }
  })
