import { deleteApplicationAct, updateApplicationAct } from "@/lib/applications/acts"
import { Application, ApplicationPath } from "@/lib/applications/schema"
import { getApplication } from "@/lib/applications/service"
import { endpoint } from "@/lib/core/http/endpoint"
import { ownAsPerson } from "@/lib/core/http/member-scope"

export const GET = endpoint({
  operationId: "getApplication",
  summary: "Get an application",
  permission: "applications:read",
  scope: ownAsPerson,
  params: ApplicationPath,
  result: Application,
  errors: ["not_a_user"],
  run: ({ actor, params }) => getApplication(actor, params.id),
})

export const PUT = endpoint(updateApplicationAct, {
  operationId: "updateApplication",
  summary: "Update an application",
  description: "Fields that are not sent keep their values. Suspending it ends all sign-ins to it.",
  params: ApplicationPath,
  target: ({ id }) => ({ application_id: id }),
})

export const DELETE = endpoint(deleteApplicationAct, {
  operationId: "deleteApplication",
  summary: "Delete an application",
  description: "Ends all sign-ins to it, and revokes its secrets and grants.",
  params: ApplicationPath,
  target: ({ id }) => ({ application_id: id }),
  status: 204,
})
