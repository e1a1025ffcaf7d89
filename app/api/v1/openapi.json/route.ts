import { json } from "@/lib/http"
import { openApiDocument } from "@/lib/openapi"
import { requestContext, withRequest } from "@/lib/request-context"

/** The OpenAPI 3.1 document, made of the declarations that the server runs. */
export async function GET(request: Request): Promise<Response> {
  const { routes } = await import("../routes")
  return withRequest(requestContext(request.headers), () => json(200, openApiDocument(routes)))
}
