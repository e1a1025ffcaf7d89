import { admit, type Caller, type GuardOptions, isRefusal } from "./guard"

type PagesRequest = { headers: Record<string, string | string[] | undefined> }
type PagesResponse = {
  setHeader: (name: string, value: string) => unknown
  status: (code: number) => { json: (body: object) => unknown }
}

/**
 * Wraps a Next.js handler: requires an access token with `permission`, otherwise responds 401 or 403. Accepts route
 * handlers of `app` and API routes of `pages`; the caller is the handler's third argument.
 */
export function withNanostack<
  Req extends Request,
  Context extends { params: Promise<unknown> },
  Answer,
  C extends Caller,
>(
  handler: (request: Req, context: Context, caller: C) => Answer | Promise<Answer>,
  options: GuardOptions<C>,
): (request: Req, context: Context) => Promise<Answer | Response>
export function withNanostack<Req extends PagesRequest, Res extends PagesResponse, C extends Caller>(
  handler: (req: Req, res: Res, caller: C) => unknown,
  options: GuardOptions<C>,
): (req: Req, res: Res) => Promise<unknown>
export function withNanostack<Req extends Request | PagesRequest, Second, C extends Caller>(
  handler: (first: Req, second: Second, caller: C) => unknown,
  options: GuardOptions<C>,
) {
  return async (first: Req, second: Second): Promise<unknown> => {
    const { headers } = first
    const answer = await admit(
      headers instanceof Headers ? headers.get("authorization") : headers.authorization,
      options,
    )
    if (!isRefusal(answer)) return handler(first, second, answer)
    if (headers instanceof Headers) return Response.json(answer.body, answer)
    const res = second as PagesResponse
    for (const [name, value] of Object.entries(answer.headers)) res.setHeader(name, value)
    return res.status(answer.status).json(answer.body)
  }
}
