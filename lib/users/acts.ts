import { AccountClosing, EmailChange, MePatch, PasswordChange } from "../accounts/schema"
import { act } from "../core/http/act"
import { closeOwnAccount } from "./close"
import { requestEmailChange } from "./email"
import { changePassword } from "./password"
import { Me } from "./schema"
import { updateMe } from "./update-me"

export const updateMeAct = act({
  permission: "self",
  body: MePatch,
  result: Me,
  version: true,
  run: ({ actor, body, version }) => updateMe(actor, body, version),
})

/** With the password that goes, always. */
export const changePasswordAct = act({
  permission: "self",
  body: PasswordChange,
  run: ({ actor, body }) => changePassword(actor, body),
})

/** With the password, always. */
export const changeEmailAct = act({
  permission: "self",
  body: EmailChange,
  limit: { mailTo: ({ body }) => ({ email: body.email, tenantId: null }) },
  run: ({ actor, body }) => requestEmailChange(actor, body),
})

/** With the password, always. */
export const closeAccountAct = act({
  permission: "self",
  body: AccountClosing,
  errors: ["last_admin"],
  run: ({ actor, body }) => closeOwnAccount(actor, body.password, body.delete_organizations),
})
