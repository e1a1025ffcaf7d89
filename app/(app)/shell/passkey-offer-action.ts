"use server"

import { refresh } from "next/cache"
import { dropOffer } from "./passkey-offer-cookie"

/** Dismisses the offer of a passkey in this browser. */
export async function dismissOffer(): Promise<void> {
  await dropOffer()
  refresh()
}
