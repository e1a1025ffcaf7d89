import { admit, type GuardOptions, isRefusal } from "./guard"
import type { Identity } from "./verify"

type ExpressRequest = { headers: Record<string, string | string[] | undefined> }
type ExpressResponse = {
  locals: { caller: Identity }
  set: (headers: Record<string, string>) => unknown
  status: (code: number) => { json: (body: object) => unknown }
}

/** Express middleware: requires an access token with `permission`; sets `res.locals.caller`. */
export function expressNanostack(options: GuardOptions) {
  return async (req: ExpressRequest, res: ExpressResponse, next: (error?: unknown) => void): Promise<void> => {
    try {
      const answer = await admit(req.headers.authorization, options)
      if (isRefusal(answer)) {
        res.set(answer.headers)
        return void res.status(answer.status).json(answer.body)
      }
      res.locals.caller = answer
    } catch (error) {
      return next(error)
    }
    next()
  }
}

/** For `new Hono<NanostackEnv>()`: the type of `c.get("caller")`. */
export type NanostackEnv = { Variables: { caller: Identity } }

type HonoContext = {
  req: { header: (name: string) => string | undefined }
  set: (name: "caller", value: Identity) => void
}

/** Hono middleware: requires an access token with `permission`; sets `c.get("caller")`. */
export function honoNanostack(options: GuardOptions) {
  return async (c: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    const answer = await admit(c.req.header("authorization"), options)
    if (isRefusal(answer)) return Response.json(answer.body, answer)
    c.set("caller", answer)
    await next()
  }
}
