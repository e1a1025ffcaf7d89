import { singleton } from "../cache/singleton"
import { log } from "../observability/log"
import { lifecycle } from "./lifecycle"

/** Milliseconds after which a process that was told to stop is ended. */
const patience = 20_000

/**
 * Logs what nobody caught, once and in the log's form. After an exception nothing is known of the process's state (Node's
 * manual on 'uncaughtException', ASVS 16.5.4): readiness turns red, what was begun is finished, and it exits with 1, to
 * be started again. A rejection leaves the state of others alone, and the process goes on. To be called before Next is started.
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
