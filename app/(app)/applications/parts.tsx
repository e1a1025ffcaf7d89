import { ListTabs } from "@/components/list-tabs"
import { address } from "@/components/search-params"
import { translations } from "@/lib/i18n/translations"

/** Tabs for applications and APIs. */
export async function Parts({ org, current }: { org: string; current: "applications" | "apis" }) {
  const t = await translations("applications.tabs")
  const tab = (name: "applications" | "apis", path: string) => {
    return { name: t(name), href: address(path, { org }), current: name === current }
  }
  return (
    <ListTabs label={t("label")} tabs={[tab("applications", "/applications"), tab("apis", "/applications/apis")]} />
  )
}
