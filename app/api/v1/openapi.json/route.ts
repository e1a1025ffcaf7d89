import { requestContext, withRequest } from "@/lib/core/context"
import { openApiDocument } from "@/lib/core/http/openapi"
import type { Incoming } from "@/lib/core/http/read-body"
import { json } from "@/lib/core/http/response"
import { routes } from "../routes"

/** The OpenAPI 3.1 document, generated from the declarations that the server runs. */
export async function GET(request: Incoming): Promise<Response> {
  return withRequest(requestContext(request.headers), () => json(200, openApiDocument(routes)))
}
