import Link from "next/link"
import { BackLink } from "@/components/back-link"
import { Heading } from "@/components/heading"
import { Messages } from "@/components/messages"
import { address } from "@/components/search-params"
import { Section } from "@/components/section"
import { AppError } from "@/lib/core/errors"
import { translations } from "@/lib/i18n/translations"
import { assignableRoles } from "@/lib/roles/assignable"
import { getRole } from "@/lib/roles/read"
import { asksForProof } from "@/lib/sessions/proof"
import { memberPage } from "../../member-page"
import { pageMetadata } from "../../shell/page-metadata"
import { includable } from "../includable"
import { DeleteForm } from "./delete-form"
import { RoleForm } from "./role-form"

export const generateMetadata = pageMetadata((t) => t("roles.title"))

/** The page of one of the tenant's own roles: what it includes, who has it, and deleting it. */
export default memberPage({
  path: "/roles/{key}",
  permission: "roles:write",
  render: async ({ me, actor, org, params }) => {
    const [t, labels] = [await translations("roles"), await translations("labels")]
    const role = await getRole(actor, params.key ?? "")
    if (role.built_in) throw new AppError("not_found")
    const { key, name, description, permissions, based_on, members, version } = role
    const asks = asksForProof(me)
    const others = (await assignableRoles(actor)).filter((other) => other !== key)
    return (
      <Messages of={["common", "permissions", "roles"]}>
        <BackLink href={address("/roles", { org })}>{t("title")}</BackLink>
        <Heading title={<bdi>{name}</bdi>}>
          <span className="font-mono text-sm">{key}</span> · {t("one.about", { role: labels(`roles.${based_on}`) })}
        </Heading>
        <div>
          <Section title={t("one.settings")} about={t("one.settingsAbout")}>
            <RoleForm
              org={org}
              roleKey={key}
              version={version}
              stored={{ name, description: description ?? "", permissions }}
              grantable={await includable(actor)}
              asks={asks}
            />
          </Section>
          <Section title={t("one.who")}>
            {members > 0 ? (
              <Link
                href={address("/members", { org, role: key })}
                prefetch={false}
                className="w-fit underline underline-offset-4"
              >
                {t("members", { n: members })}
              </Link>
            ) : (
              <p className="text-muted">{t("one.nobody")}</p>
            )}
          </Section>
          <Section title={t("one.delete")} about={t("one.deleteAbout")}>
            <DeleteForm {...{ org, others, asks }} roleKey={key} />
          </Section>
        </div>
      </Messages>
    )
  },
})
