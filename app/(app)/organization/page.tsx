import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { When } from "@/components/when"
import { env } from "@/lib/env"
import { getOrganization } from "@/lib/organizations/manage"
import { memberPage } from "../member-page"
import { SettingsForm } from "./settings-form"

export const metadata: Metadata = { title: "Organization" }

/** The organization itself: what it is called, and who may join it. */
export default memberPage({
  path: "/organization",
  permission: "organizations:write",
  render: async ({ actor, org }) => {
    const { name, sign_up, allowed_domains, version, created_at } = await getOrganization(actor)
    return (
      <>
        <Heading title="Organization">
          <bdi>{name}</bdi>
        </Heading>
        <div>
          <Section title="Settings" about="What you change here counts at once.">
            <SettingsForm {...{ org, name, version }} signUp={sign_up} domains={allowed_domains} />
          </Section>
          <Section title="About">
            <dl className="grid grid-cols-[7rem_1fr] gap-y-2 text-sm">
              <dt className="text-muted">Id</dt>
              <dd className="font-mono break-all">{org}</dd>
              <dt className="text-muted">Since</dt>
              <dd>
                <When at={created_at} />
              </dd>
              {sign_up !== "invite_only" && (
                <>
                  <dt className="text-muted">Sign-up page</dt>
                  <dd className="font-mono break-all select-all">
                    {env().PUBLIC_URL + address("/register", { organization_id: org })}
                  </dd>
                </>
              )}
            </dl>
          </Section>
        </div>
      </>
    )
  },
})
