import { CircleCheck, CircleDashed } from "lucide-react"
import Link from "next/link"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"
import type { StepName, Steps } from "./steps"

const paths: Record<StepName, string> = {
  verify: "/profile",
  name: "/organization",
  logo: "/organization",
  invite: "/invites/new",
  key: "/api-keys/new",
}

/** Checklist of a new organization: done, next, and waiting for a verified address. */
export async function FirstSteps({ org, verified, steps }: { org: string; verified: boolean; steps: Steps }) {
  const t = await translations("overview.start")
  const names = (Object.keys(paths) as StepName[]).filter((name) => steps[name] !== undefined)
  const done = names.filter((name) => steps[name]).length
  return (
    <section className="grid gap-4 rounded-lg bg-accent-soft p-5" aria-labelledby="first-steps">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="first-steps" className="text-lg font-semibold">
          {t("title")}
        </h2>
        <p className="text-sm">{t("progress", { done: String(done), of: String(names.length) })}</p>
      </div>
      <ol className="grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]">
        {names.map((name) => {
          const isDone = steps[name]
          const waits = !isDone && !verified
          const Icon = isDone ? CircleCheck : CircleDashed
          return (
            <li key={name} className="relative flex items-start gap-x-3 gap-y-2 rounded bg-surface p-4 sm:flex-col">
              <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${isDone ? "text-accent" : "text-muted"}`} />
              <div className="grid content-start gap-1">
                {isDone || waits ? (
                  <span className={isDone ? "font-medium text-muted" : "font-medium"}>{t(`${name}.title`)}</span>
                ) : (
                  <Link
                    href={address(paths[name], { org })}
                    prefetch={false}
                    className="font-medium after:absolute after:inset-0 after:rounded hover:underline"
                  >
                    {t(`${name}.title`)}
                  </Link>
                )}
                <span className="text-sm text-muted">
                  {isDone ? t("done") : waits ? t(name === "verify" ? "verify.about" : "waits") : t(`${name}.about`)}
                </span>
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
