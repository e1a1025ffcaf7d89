import { KeyRound } from "lucide-react"
import Link from "next/link"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { Pager } from "@/components/pager"
import { SearchForm } from "@/components/search-form"
import { address } from "@/components/search-params"
import { Alert } from "@/components/ui/alert"
import { ButtonSlot } from "@/components/ui/button-slot"
import { Column, Table } from "@/components/ui/table"
import { listApiKeys } from "@/lib/api-keys/read"
import { ApiKeyQuery } from "@/lib/api-keys/schema"
import { translations } from "@/lib/i18n/translations"
import { asksForProof } from "@/lib/sessions/proof"
import { listQuery } from "../list-query"
import { memberPage } from "../member-page"
import { pageMetadata } from "../shell/page-metadata"
import { KeyRow } from "./key-row"

export const generateMetadata = pageMetadata((t) => t("apiKeys.title"))

const columns = ["name", "role", "used", "expires"] as const

/** The organization's API keys, with their permissions. */
export default memberPage({
  path: "/api-keys",
  permission: "api_keys:read",
  render: async ({ me, actor, org, search }) => {
    const t = await translations("apiKeys")
    const { q, cursor, before } = search
    const page = await listApiKeys(actor, listQuery(ApiKeyQuery, { q, cursor, before }, { limit: 50 }))
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
        {(q || page.rows.length > 0) && <SearchForm path="/api-keys" label={t("search")} search={{ org, q }} />}
        {page.rows.length > 0 ? (
          <Table
            label={t("title")}
            grouped
            columns={columns.map((name) => <Column key={name}>{t(`columns.${name}`)}</Column>)}
          >
            {page.rows.map((apiKey) => (
              <KeyRow key={apiKey.id} {...{ apiKey, org, mayWrite, asks }} />
            ))}
          </Table>
        ) : (
          <Empty title={t(q ? "noneFound" : "none")}>{t(q ? "noneFoundAbout" : "noneAbout")}</Empty>
        )}
        <Pager path="/api-keys" search={{ org, q, cursor, before }} page={page} />
      </Messages>
    )
  },
})
