import { ArrowLeft } from "lucide-react"
import type { Metadata } from "next"
import { Heading } from "@/components/heading"
import { address } from "@/components/search-params"
import { TextLink } from "@/components/text-link"
import { asksForProof } from "@/lib/forms/proof"
import { membershipRoles, outranks } from "@/lib/permissions"
import { memberPage } from "../../member-page"
import { KeyForm } from "./key-form"

export const metadata: Metadata = { title: "Create an API key" }

export default memberPage({
  path: "/api-keys/new",
  permission: "api_keys:write",
  render: async ({ me, actor, org }) => (
    <>
      <p>
        <TextLink href={address("/api-keys", { org })}>
          <ArrowLeft aria-hidden className="mr-1 inline size-4" />
          API keys
        </TextLink>
      </p>
      <Heading title="Create an API key">
        For a server of yours. It is worth no more than you are: when your rights here end, it stops.
      </Heading>
      <KeyForm
        org={org}
        roles={membershipRoles.filter((role) => !outranks(role, actor.role))}
        wholeTenant={!outranks("tenant_admin", actor.role)}
        asks={asksForProof(me)}
      />
    </>
  ),
})
