import { policyRefusals } from "../core/errors"
import { act } from "../core/http/act"
import { memberInQuery } from "../core/http/member-scope"
import { newPasswordRules } from "../core/identity/weak-passwords"
import { checkWork } from "../core/rate-limit/bot-check"
import { termsRules } from "../terms/service"
import { MemberTarget } from "../users/schema"
import { botChallenge } from "./bot-challenge"
import { assertOn, requestEmailCode } from "./email-code"
import { signInByCode, signInByLink } from "./email-code-sign-in"
import { resetPassword } from "./password"
import { register } from "./register"
import { requestPasswordReset, resetAddress, sendResetLink } from "./reset-link"
import { revokeRecentKeys } from "./revoke-keys"
import {
  AnswerInBrowser,
  BotChallenge,
  CodeAnswer,
  CodeLink,
  CodeRequest,
  Credentials,
  LinkRequest,
  LinkToken,
  PasswordReset,
  RefreshRequest,
  Registration,
  ResetRequest,
  SecondFactorAnswer,
  SignOut,
  SwitchRequest,
  Verification,
} from "./schema"
import { answerChallenge } from "./second-factor"
import { resendVerification } from "./send-verification"
import { signIn, signOut } from "./service"
import { refresh } from "./tokens"
import { decideVerification } from "./verification"

export const signInAct = act({
  permission: "public",
  body: Credentials,
  errors: ["invalid_credentials", "second_factor_required", "email_not_verified", "not_found", ...policyRefusals],
  limit: "sign_in",
  run: ({ body, door }) => signIn(body, door),
})

export const answerChallengeAct = act({
  permission: "public",
  body: SecondFactorAnswer,
  errors: ["invalid_token", "not_found", "token_expired", ...policyRefusals],
  limit: "sign_in",
  run: ({ body, door }) => answerChallenge(body, door),
})

/** As `answerChallengeAct`; a browser can be remembered. */
export const answerChallengeHereAct = act({
  permission: "public",
  body: AnswerInBrowser,
  errors: ["invalid_token", "not_found", "token_expired"],
  limit: "sign_in",
  run: ({ body }) => answerChallenge(body, "browser"),
})

/** Counts an email only where one is sent, so that the response reveals nothing. */
export const requestEmailCodeAct = act({
  permission: "public",
  body: CodeRequest,
  errors: ["not_found", "bot_check_required"],
  limit: "sign_in",
  run: async ({ body: { proof_of_work: work, ...body }, door }) => {
    assertOn()
    await checkWork("sign_in", work, door)
    return requestEmailCode(body)
  },
})

export const signInByCodeAct = act({
  permission: "public",
  body: CodeAnswer,
  errors: [
    "invalid_credentials",
    "invalid_token",
    "not_found",
    "token_expired",
    "second_factor_required",
    ...policyRefusals,
  ],
  limit: "sign_in",
  run: ({ body, door }) => signInByCode(body, door),
})

/** The challenge that `proof_of_work` of other operations solves. */
export const botChallengeAct = act({
  permission: "public",
  result: BotChallenge,
  errors: ["not_found"],
  run: botChallenge,
})

/** By the link of the same email, in the browser that asked for it. */
export const signInByLinkAct = act({
  permission: "public",
  body: CodeLink,
  errors: ["invalid_credentials", "invalid_token", "not_found", "token_expired", "second_factor_required"],
  limit: "sign_in",
  run: ({ body, door }) => signInByLink(body, door),
})

export const registerAct = act({
  permission: "public",
  body: Registration,
  rules: (body) => [...newPasswordRules("password")(body), ...termsRules(body)],
  errors: ["sign_up_closed", "email_taken", "bot_check_required"],
  limit: "register",
  run: async ({ body: { proof_of_work: work, ...body }, door }) =>
    register(body, door, { verifyFirst: !(await checkWork("register", work, door, "allowed")) }),
})

export const refreshAct = act({
  permission: "public",
  body: RefreshRequest,
  errors: ["invalid_token", "not_found", ...policyRefusals],
  limit: { refreshOf: ({ body }) => body.refresh_token },
  run: ({ body }) => refresh(body),
})

export const switchAct = act({
  permission: "public",
  body: SwitchRequest,
  errors: ["invalid_token", "not_found", ...policyRefusals],
  limit: { refreshOf: ({ body }) => body.refresh_token },
  run: ({ body }) => refresh(body),
})

export const signOutAct = act({
  permission: "public",
  body: SignOut,
  run: async ({ body, sender }) => {
    if (body.refresh_token) return signOut({ refreshToken: body.refresh_token })
    const me = await sender().catch(() => null)
    if (me?.kind === "user") await signOut(me)
  },
})

/** Counts an email only where one is sent, so that the response reveals nothing. */
export const requestPasswordResetAct = act({
  permission: "public",
  body: ResetRequest,
  errors: ["bot_check_required"],
  limit: "sign_in",
  run: async ({ body: { proof_of_work: work, ...body }, door }) => {
    await checkWork("sign_in", work, door)
    await requestPasswordReset(body)
  },
})

export const resetPasswordAct = act({
  permission: "public",
  body: PasswordReset,
  rules: newPasswordRules("new_password"),
  errors: ["not_found", "token_expired"],
  run: ({ body }) => resetPassword(body),
})

/** Emails a member a reset link on an admin's request. */
export const sendResetLinkAct = act({
  permission: "users:write",
  scope: memberInQuery,
  target: MemberTarget,
  errors: ["role_above_your_own"],
  limit: {
    mailTo: async ({ actor, target }) => ({
      email: await resetAddress(actor, target.user_id),
      tenantId: null,
      kind: "invited",
    }),
  },
  run: ({ actor, target }) => sendResetLink(actor, target.user_id),
})

export const revokeRecentKeysAct = act({
  permission: "public",
  body: LinkToken,
  run: ({ body }) => revokeRecentKeys(body.token),
})

/** Counts an email only where one is sent, so that the response reveals nothing. */
export const resendVerificationAct = act({
  permission: "public",
  body: LinkRequest,
  run: ({ body }) => resendVerification(body),
})

export const decideVerificationAct = act({
  permission: "public",
  body: Verification,
  errors: ["not_found", "token_expired", "email_taken"],
  run: ({ body }) => decideVerification(body.token, body.decision),
})
