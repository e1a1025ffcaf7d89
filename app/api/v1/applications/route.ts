import { createApplicationAct } from "@/lib/applications/acts"
import { Application, ApplicationQuery } from "@/lib/applications/schema"
import { listApplications } from "@/lib/applications/service"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "listApplications",
  summary: "List applications",
  description: "Returns the applications of the caller's organization; tenant admins also see tenant-wide ones.",
  permission: "applications:read",
  scope: ownAsPerson,
  query: ApplicationQuery,
  result: Application,
  list: true,
  errors: ["not_a_user"],
  run: ({ actor, query }) => listApplications(actor, query),
})

export const POST = endpoint(createApplicationAct, {
  operationId: "createApplication",
  summary: "Create an application",
  description: "The `client_secret` of a web or machine application is returned only once.",
  status: 201,
  idempotent: true,
  location: (application: { id: string }) => `/api/v1/applications/${application.id}`,
})
