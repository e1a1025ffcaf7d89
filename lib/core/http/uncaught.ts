import { singleton } from "../cache/singleton"
import { log } from "../observability/log"
import { lifecycle } from "./lifecycle"

/** Milliseconds after which a stopping process is killed. */
const patience = 20_000

/**
 * Logs uncaught errors, once and as JSON. After an exception the process's state is unknown (Node's manual on
 * 'uncaughtException', ASVS 16.5.4): it turns not ready, finishes running requests, and exits with 1, to be restarted.
 * An unhandled rejection leaves other state intact, so the process continues. Call it before Next is started.
 */
export function catchTheRest(): void {
  singleton("last-resort", () => {
    process.setUncaughtExceptionCaptureCallback((err) => {
      log.error({ err }, "an error that nobody caught")
      stopAsIfTold()
    })
    const rejected = (err: unknown) => log.error({ err }, "a rejection that nobody caught")
    process.on("unhandledRejection", rejected)
    // Next adds a listener that prints the whole error, unless it finds its own here.
    Reflect.set(globalThis, Symbol.for("next.unhandledRejectionListener"), rejected)
    return true
  })
}

function stopAsIfTold(): void {
  process.exitCode = 1
  if (lifecycle().stopping) return
  lifecycle().stopping = true
  setTimeout(() => process.exit(), patience).unref()
  if (!process.emit("SIGTERM", "SIGTERM")) process.exit()
}
