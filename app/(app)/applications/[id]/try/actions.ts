"use server"

import { cookies } from "next/headers"
import { formAction } from "@/lib/core/forms/form-action"
import { beginTrialAct } from "@/lib/oidc/acts"
import { trialCookie } from "@/lib/oidc/trial"
import { TrialForm } from "./schema"

export const begin = formAction(beginTrialAct, {
  fields: TrialForm,
  around: async (act) => {
    const { cookie, path } = await act()
    const jar = await cookies()
    jar.set({ ...trialCookie(), value: cookie })
    return path
  },
  goTo: (path) => path,
})
