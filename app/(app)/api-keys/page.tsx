import type { Metadata } from "next"
import { ActionForm } from "@/components/action-form"
import { Empty } from "@/components/empty"
import { Heading } from "@/components/heading"
import { Pager } from "@/components/pager"
import { Rank } from "@/components/rank"
import { Cell, Column, Row, Table } from "@/components/ui/table"
import { When } from "@/components/when"
import { ApiKeyQuery } from "@/lib/api-keys/schema"
import { listApiKeys } from "@/lib/api-keys/service"
import { memberPage } from "../member-page"
import { revokeKey } from "./actions"

export const metadata: Metadata = { title: "API keys" }

const columns = ["Key", "Rank", "May do", "Last used", "Actions"].map((name) => <Column key={name}>{name}</Column>)

/** The API keys of an organization, and a way to stop each. They are made through the API. */
export default memberPage({
  path: "/api-keys",
  permission: "api_keys:read",
  render: async ({ actor, org, search }) => {
    const asked = ApiKeyQuery.safeParse({ cursor: search.cursor, limit: 50 })
    const { rows, next_cursor } = await listApiKeys(actor, asked.success ? asked.data : ApiKeyQuery.parse({}))
    const mayWrite = actor.permissions.has("api_keys:write")
    return (
      <>
        <Heading title="API keys">What servers of yours sign in with. Make one with POST /api-keys.</Heading>
        {rows.length === 0 && <Empty title="No API keys here">What you make through the API shows in this list.</Empty>}
        {rows.length > 0 && (
          <Table label="API keys" columns={columns}>
            {rows.map(({ id, name, organization_id, role, permissions, last_four, last_used_at }) => (
              <Row key={id}>
                <Cell>
                  <div className="font-medium wrap-anywhere">{name}</div>
                  <div className="text-sm text-muted">
                    <code className="font-mono">…{last_four}</code>
                    {organization_id === null && " · the whole tenant"}
                  </div>
                </Cell>
                <Cell className="text-sm">
                  <Rank role={role} />
                </Cell>
                <Cell className="font-mono text-xs wrap-anywhere">{permissions.join(" ") || "nothing"}</Cell>
                <Cell className="text-sm text-muted">{last_used_at ? <When at={last_used_at} /> : "never"}</Cell>
                <Cell>
                  {mayWrite && (
                    <ActionForm action={revokeKey} values={{ org, id }} look="warning" size="small">
                      Revoke<span className="sr-only"> {name}</span>
                    </ActionForm>
                  )}
                </Cell>
              </Row>
            ))}
          </Table>
        )}
        <Pager path="/api-keys" search={search} next={next_cursor} />
      </>
    )
  },
})
