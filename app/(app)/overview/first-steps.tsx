import { Building2, KeyRound, MailPlus } from "lucide-react"
import Link from "next/link"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"

const steps = [
  { path: "/invites/new", Icon: MailPlus, name: "invite", about: "inviteAbout", needs: "invites:write" },
  { path: "/organization", Icon: Building2, name: "signUp", about: "signUpAbout", needs: "organizations:write" },
  { path: "/api-keys/new", Icon: KeyRound, name: "key", about: "keyAbout", needs: "api_keys:write" },
] as const

/** What to do first, for who is alone in an organization. */
export async function FirstSteps({ org, permissions }: { org: string; permissions: ReadonlySet<string> }) {
  const t = await translations("overview.start")
  return (
    <section className="grid gap-4 rounded-lg bg-accent-soft p-5">
      <div>
        <h2 className="text-lg font-semibold">{t("title")}</h2>
        <p className="text-sm">{t("about")}</p>
      </div>
      <ol className="grid gap-3 md:grid-cols-3">
        {steps
          .filter(({ needs }) => permissions.has(needs))
          .map(({ path, Icon, name, about }) => (
            <li key={path} className="relative grid content-start gap-1 rounded bg-surface p-4 hover:shadow-lift">
              <Icon aria-hidden className="size-5 text-accent" />
              <Link
                href={address(path, { org })}
                prefetch={false}
                className="font-medium after:absolute after:inset-0 after:rounded"
              >
                {t(name)}
              </Link>
              <span className="text-sm text-muted">{t(about)}</span>
            </li>
          ))}
      </ol>
    </section>
  )
}
