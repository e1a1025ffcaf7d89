import apiKeys from "./api-keys"
import applications from "./applications"
import audit from "./audit"
import authorize from "./authorize"
import botCheck from "./bot-check"
import common from "./common"
import emailCode from "./email-code"
import identities from "./identities"
import images from "./images"
import invitation from "./invitation"
import invites from "./invites"
import labels from "./labels"
import links from "./links"
import lists from "./lists"
import login from "./login"
import manyInvites from "./many-invites"
import members from "./members"
import organization from "./organization"
import overview from "./overview"
import passkeys from "./passkeys"
import permissions from "./permissions"
import policies from "./policies"
import profile from "./profile"
import proofCode from "./proof-code"
import recovery from "./recovery"
import register from "./register"
import roles from "./roles"
import shell from "./shell"
import tenants from "./tenants"
import terms from "./terms"

/** All texts of the screens, a file per namespace; English defines the keys and their arguments. */
export default {
  apiKeys,
  applications,
  authorize,
  botCheck,
  common,
  register,
  links,
  emailCode,
  identities,
  images,
  invitation,
  invites,
  labels,
  lists,
  login,
  manyInvites,
  members,
  audit,
  organization,
  overview,
  passkeys,
  permissions,
  policies,
  profile,
  proofCode,
  recovery,
  roles,
  shell,
  tenants,
  terms,
} as const
