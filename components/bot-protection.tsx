import type { ReactNode } from "react"
import { isBotProtected, needsWork } from "@/lib/core/rate-limit/bot-check"
import type { LimitName } from "@/lib/core/rate-limit/limits"
import { BotCheckProvider } from "./bot-check-provider"
import { Messages } from "./messages"

/** Lets the forms inside prove work to an operation with the limit `of`, where BOT_PROTECTION is on. */
export async function BotProtection({ of, children }: { of: LimitName; children: ReactNode }) {
  if (!isBotProtected()) return children
  return (
    <Messages of={["botCheck"]}>
      <BotCheckProvider needed={await needsWork(of)}>{children}</BotCheckProvider>
    </Messages>
  )
}
