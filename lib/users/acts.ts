import { sendProofCode } from "../accounts/proof-code"
import { AccountClosing, EmailChange, MePatch, PasswordChange } from "../accounts/schema"
import type { FieldError } from "../core/errors"
import { act } from "../core/http/act"
import type { Caller } from "../core/identity/caller"
import { newPasswordRules } from "../core/identity/weak-passwords"
import { uploads } from "../core/uploads"
import { ImageBytes } from "../files/schema"
import { closeOwnAccount } from "./close"
import { cancelEmailChange, requestEmailChange } from "./email"
import { changePassword } from "./password"
import { removePicture, setPicture } from "./picture"
import { Me } from "./schema"
import { updateMe } from "./update-me"

export const updateMeAct = act({
  permission: "self",
  body: MePatch,
  result: Me,
  version: true,
  run: ({ actor, body, version }) => updateMe(actor, body, version),
})

export const setPictureAct = act({
  permission: "self",
  body: ImageBytes,
  binary: uploads,
  result: Me,
  run: ({ actor, body }) => setPicture(actor, body),
})

export const removePictureAct = act({ permission: "self", run: ({ actor }) => removePicture(actor) })

/** For accounts without a password. */
export const sendProofCodeAct = act({
  permission: "self",
  errors: ["validation_failed"],
  limit: { mailTo: ({ actor }) => ({ email: actor.email, tenantId: null, kind: "own" }) },
  run: ({ actor }) => sendProofCode(actor),
})

/** The schema doesn't require it: a first password needs none. */
function requiresCurrent(body: Record<string, unknown>, caller: Caller | null): FieldError[] {
  const has = caller?.kind === "user" && caller.hasPassword
  return has && body.current_password === undefined ? [{ field: "current_password", code: "required" }] : []
}

/** Always requires the current password, where there is one. */
export const changePasswordAct = act({
  permission: "self",
  body: PasswordChange,
  rules: (body, caller) => [...requiresCurrent(body, caller), ...newPasswordRules("new_password")(body)],
  run: ({ actor, body }) => changePassword(actor, body),
})

/** Always requires the password. */
export const changeEmailAct = act({
  permission: "self",
  body: EmailChange,
  limit: { mailTo: ({ body }) => ({ email: body.email, tenantId: null }) },
  run: ({ actor, body }) => requestEmailChange(actor, body),
})

export const cancelEmailChangeAct = act({ permission: "self", run: ({ actor }) => cancelEmailChange(actor) })

/** Always requires the password. */
export const closeAccountAct = act({
  permission: "self",
  body: AccountClosing,
  errors: ["last_admin"],
  run: ({ actor, body }) => closeOwnAccount(actor, body.password, body.delete_organizations),
})
