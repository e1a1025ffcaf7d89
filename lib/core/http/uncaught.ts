import { singleton } from "../cache/singleton"
import { log } from "../observability/log"

/**
 * What nobody caught is logged, once and in the log's form, and the process goes on: the fault of one request or job is
 * not to end those of others (ASVS 16.5.4). To be called before Next is started.
 */
export function catchTheRest(): void {
  singleton("last-resort", () => {
    process.setUncaughtExceptionCaptureCallback((err) => log.error({ err }, "an error that nobody caught"))
    const rejected = (err: unknown) => log.error({ err }, "a rejection that nobody caught")
    process.on("unhandledRejection", rejected)
    // Next adds a listener that prints the whole error, unless it finds its own here.
    Reflect.set(globalThis, Symbol.for("next.unhandledRejectionListener"), rejected)
    return true
  })
}
