import type { CronItem } from "graphile-worker"
import { keepNumbering } from "@/lib/changes/sequence"
import { type BackgroundWorker, startWorker as start } from "@/lib/core/worker"
import { endExpired } from "@/lib/housekeeping/end-dates"
import { refoldOnce } from "@/lib/housekeeping/names"
import { remindInvited } from "@/lib/housekeeping/reminders"
import { keepHouse } from "@/lib/housekeeping/run"
import { reportBacklog } from "@/lib/mail/backlog"
import { sendQueued, sweepMails } from "@/lib/mail/deliver"
import { tellApplications } from "@/lib/oidc/tell-applications"
import { expireSignIns } from "@/lib/sessions/expire"

// Ahead of emails, which wait for one another and would occupy every slot.
const once = { backfillPeriod: 86_400_000, maxAttempts: 3, queueName: "housekeeping", priority: -1 }

const timetable: CronItem[] = [
  {
    task: "end_dates",
    match: "* * * * *",
    options: { ...once, backfillPeriod: 0, jobKey: "end_dates", queueName: "end_dates" },
  },
  { task: "keep_house", match: "17 3 * * *", options: { ...once, jobKey: "keep_house" } },
  { task: "expire_sign_ins", match: "37 * * * *", options: { ...once, backfillPeriod: 0, jobKey: "expire_sign_ins" } },
  { task: "remind_invited", match: "7 * * * *", options: { ...once, backfillPeriod: 0, jobKey: "remind_invited" } },
]

/**
 * Starts the background worker, in a server or as a separate process: sends emails, processes expiries and does
 * housekeeping.
 */
export const startWorker = (): BackgroundWorker =>
  start({
    timetable,
    tasks: {
      send_mail: (payload) => sendQueued(payload as { id?: unknown; priority?: unknown }),
      tell_applications: () => tellApplications(),
      end_dates: endExpired,
      expire_sign_ins: expireSignIns,
      keep_house: keepHouse,
      remind_invited: remindInvited,
    },
    loop: keepNumbering,
    sweep: async (signal) => {
      await sweepMails(signal)
      await tellApplications(signal)
      await reportBacklog()
      await refoldOnce()
    },
  })
