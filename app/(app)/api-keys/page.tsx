import { KeyRound } from "lucide-react"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { Pager } from "@/components/pager"
import { address, type Search } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { ApiKeyQuery } from "@/lib/api-keys/schema"
import { listApiKeys } from "@/lib/api-keys/service"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { KeyRow } from "./key-row"

export const generateMetadata = pageMetadata((t) => t("apiKeys.title"))

function keysQuery({ cursor }: Search) {
  const asked = ApiKeyQuery.safeParse({ cursor, limit: 50 })
  return asked.success ? asked.data : ApiKeyQuery.parse({ limit: 50 })
}

/** The servers that act here, and what each may do. */
export default memberPage({
  path: "/api-keys",
  permission: "api_keys:read",
  render: async ({ me, actor, org, search }) => {
    const t = await translations("apiKeys")
    const { rows, next_cursor } = await listApiKeys(actor, keysQuery(search))
    const mayWrite = actor.permissions.has("api_keys:write")
    const asks = asksForProof(me)
    return (
      <Messages of={["common", "labels", "apiKeys"]}>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <Heading title={t("title")}>{t("about")}</Heading>
          {mayWrite && (
            <ButtonSlot>
              <Link href={address("/api-keys/new", { org })} prefetch={false}>
                <KeyRound aria-hidden /> {t("create")}
              </Link>
            </ButtonSlot>
          )}
        </div>
        {search.done === "revoked" && <Alert tone="good">{t("revoked")}</Alert>}
        {rows.length > 0 ? (
          <ul aria-label={t("title")} className="divide-y divide-line rounded-lg border border-line bg-surface">
            {rows.map((apiKey) => (
              <KeyRow key={apiKey.id} {...{ apiKey, org, mayWrite, asks }} />
            ))}
          </ul>
        ) : (
          <Empty title={t("none")}>{t("noneAbout")}</Empty>
        )}
        <Pager path="/api-keys" search={{ ...search, done: undefined }} next={next_cursor} />
      </Messages>
    )
  },
})
