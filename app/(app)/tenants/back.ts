import { address } from "@/components/search-params"

type Named = { tenant_id: string; org?: string | undefined }

/** The URL of the tenant's page, with a notice of the result. */
export function back({ tenant_id, org }: Named, done: string): string {
  return address(`/tenants/${tenant_id}`, { org, done })
}
