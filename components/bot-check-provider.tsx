"use client"

import type { ReactNode } from "react"
import { BotCheckContext } from "./bot-check"
import { BotCheckField } from "./bot-check-field"

/** Says whether the forms inside have to prove work the next time. Browsers load it only where BOT_PROTECTION is on. */
export function BotCheckProvider({ needed, children }: { needed: boolean; children: ReactNode }) {
  return <BotCheckContext value={{ needed, Field: BotCheckField }}>{children}</BotCheckContext>
}
