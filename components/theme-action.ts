"use server"

import { cookies } from "next/headers"
import { env } from "@/lib/core/env"
import { textOf } from "@/lib/core/forms/read-form"
import { readTheme } from "./theme"

/** Stores the theme for a year; with JavaScript the page has already changed. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = readTheme(textOf(form, "theme"))
  const secure = env().PUBLIC_URL.startsWith("https:")
  const jar = await cookies()
  jar.set("theme", theme, { path: "/", maxAge: 31_536_000, sameSite: "lax", secure })
}
