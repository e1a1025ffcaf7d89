import * as authLogin from "./auth/login/route"
import * as authLogout from "./auth/logout/route"
import * as authPasswordForgot from "./auth/password/forgot/route"
import * as authPasswordReset from "./auth/password/reset/route"
import * as authRefresh from "./auth/refresh/route"
import * as authRegister from "./auth/register/route"
import * as authVerifyEmailResend from "./auth/verify-email/resend/route"
import * as authVerifyEmail from "./auth/verify-email/route"
import * as inviteAccept from "./invites/[token]/accept/route"
import * as inviteDecline from "./invites/[token]/decline/route"
import * as inviteRequest from "./invites/[token]/request/route"
import * as invite from "./invites/[token]/route"
import * as openapi from "./openapi.json/route"
import * as organizationInviteResend from "./organizations/[id]/invites/[invite_id]/resend/route"
import * as organizationInvite from "./organizations/[id]/invites/[invite_id]/route"
import * as organizationInvites from "./organizations/[id]/invites/route"
import * as organizationUser from "./organizations/[id]/users/[user_id]/route"
import * as organizationUsers from "./organizations/[id]/users/route"
import * as user from "./users/[id]/route"
import * as mePassword from "./users/me/password/route"
import * as me from "./users/me/route"
import * as users from "./users/route"

type Route = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** Every route file of the REST contract by its path. Fixed segments stand before parameters, so that the first match is right. */
export const routes: Record<string, Record<string, Route>> = {
  "/auth/register": { ...authRegister },
  "/auth/login": { ...authLogin },
  "/auth/refresh": { ...authRefresh },
  "/auth/logout": { ...authLogout },
  "/auth/verify-email": { ...authVerifyEmail },
  "/auth/verify-email/resend": { ...authVerifyEmailResend },
  "/auth/password/forgot": { ...authPasswordForgot },
  "/auth/password/reset": { ...authPasswordReset },
  "/users/me": { ...me },
  "/users/me/password": { ...mePassword },
  "/users": { ...users },
  "/users/{id}": { ...user },
  "/organizations/{id}/users": { ...organizationUsers },
  "/organizations/{id}/users/{user_id}": { ...organizationUser },
  "/organizations/{id}/invites": { ...organizationInvites },
  "/organizations/{id}/invites/{invite_id}": { ...organizationInvite },
  "/organizations/{id}/invites/{invite_id}/resend": { ...organizationInviteResend },
  "/invites/{token}": { ...invite },
  "/invites/{token}/accept": { ...inviteAccept },
  "/invites/{token}/decline": { ...inviteDecline },
  "/invites/{token}/request": { ...inviteRequest },
  "/openapi.json": { ...openapi },
}
