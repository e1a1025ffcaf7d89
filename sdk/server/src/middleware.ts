import { admit, type Caller, type GuardOptions, isRefusal } from "./guard"
import type { Identity } from "./verify"

type ExpressRequest = { headers: Record<string, string | string[] | undefined> }
type ExpressResponse<C> = {
  locals: { caller: C }
  set: (headers: Record<string, string>) => unknown
  status: (code: number) => { json: (body: object) => unknown }
}

/** Express middleware: requires an access token with `permission`; sets `res.locals.caller`. */
export function expressNanostack<C extends Caller>(options: GuardOptions<C>) {
  return async (req: ExpressRequest, res: ExpressResponse<C>, next: (error?: unknown) => void): Promise<void> => {
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
export type NanostackEnv<C extends Caller = Identity> = { Variables: { caller: C } }

type HonoContext<C> = {
  req: { header: (name: string) => string | undefined }
  set: (name: "caller", value: C) => void
}

/** Hono middleware: requires an access token with `permission`; sets `c.get("caller")`. */
export function honoNanostack<C extends Caller>(options: GuardOptions<C>) {
  return async (c: HonoContext<C>, next: () => Promise<void>): Promise<Response | undefined> => {
    const answer = await admit(c.req.header("authorization"), options)
    if (isRefusal(answer)) return Response.json(answer.body, answer)
    c.set("caller", answer)
    await next()
  }
}
