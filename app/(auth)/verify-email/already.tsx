import Link from "next/link"
import { Heading } from "@/components/heading"
import { ButtonSlot } from "@/components/ui/button-slot"
import { currentUser } from "@/lib/core/identity/page-session"
import { translations } from "@/lib/i18n/translations"

/** For a used link whose address is verified: continues if signed in with it, otherwise links to sign-in. */
export async function Already({ email }: { email: string }) {
  const t = await translations("links")
  const me = await currentUser()
  const mine = me?.email === email
  return (
    <>
      <Heading title={t("already.title")}>
        {t.rich(mine ? "already.mine" : "already.about", {
          email: () => <bdi className="font-medium text-ink wrap-anywhere">{email}</bdi>,
        })}
      </Heading>
      <div>
        <ButtonSlot>
          <Link href={mine ? "/" : "/login"} prefetch={false}>
            {mine ? t("already.goOn") : t("signIn")}
          </Link>
        </ButtonSlot>
      </div>
    </>
  )
}
