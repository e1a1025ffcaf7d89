import { endpoint } from "@/lib/core/http/endpoint"
import { removeLogoAct, setLogoAct } from "@/lib/organizations/acts"
import { OrganizationPath } from "@/lib/organizations/schema"

export const PUT = endpoint(setLogoAct, {
  operationId: "uploadLogo",
  applications: "organizations:write",
  summary: "Upload an organization's logo",
  description:
    "The body is a PNG, JPEG or WebP image of at most 5 MB and 40 megapixels, not animated. It is stored as WebP without metadata, with at most 512 pixels a side, and becomes the `logo_url`.",
  params: OrganizationPath,
})

export const DELETE = endpoint(removeLogoAct, {
  operationId: "removeLogo",
  applications: "organizations:write",
  summary: "Remove an organization's logo",
  params: OrganizationPath,
  status: 204,
})
