import Link from "next/link"
import { Heading } from "@/components/heading"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"

/** Explains why there is nothing to do at an emailed link, with a link to sign in. */
export async function LinkEnd({ title, children }: { title: string; children: React.ReactNode }) {
  const t = await translations("links")
  return (
    <>
      <Heading title={title}>{children}</Heading>
      <p>
        <ButtonSlot>
          <Link href="/login" prefetch={false}>
            {t("signIn")}
          </Link>
        </ButtonSlot>
      </p>
    </>
  )
}
