import Link from "next/link"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { ButtonSlot } from "@/components/ui/button-slot"
import { translations } from "@/lib/i18n/translations"

/** For members who open an invite to their organization: nothing to accept, and a link to it. */
export async function AlreadyIn({ id, name, accepted }: { id: string; name: string; accepted: boolean }) {
  const t = await translations("invitation")
  return (
    <>
      <Heading title={t(accepted ? "dead.accepted.title" : "member.title")}>
        {t.rich("member.about", { name: () => <bdi className="font-medium text-ink wrap-anywhere">{name}</bdi> })}
      </Heading>
      <ButtonSlot>
        <Link href={address("/", { org: id })} prefetch={false}>
          {t("member.enter")}
        </Link>
      </ButtonSlot>
    </>
  )
}
