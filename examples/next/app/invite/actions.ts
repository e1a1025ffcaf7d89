"use server"

import { auth } from "@nanostack/nextjs"
import { redirect } from "next/navigation"

export const invite = auth.action(async ({ user }, form: FormData) => {
  redirect(`/invite/sent?by=${user.id}&to=${encodeURIComponent(String(form.get("email")))}`)
}, "invites:write")
