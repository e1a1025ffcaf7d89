import { linkTo } from "./outbox"
import type { MailData } from "./templates"

/** Sample data for every message, for `npm run mail:preview` and the tests. */
export function samples(): MailData {
  const token = "hZ0c6Vq0o9Yk3mB1sT8uJw5xN2rL7aPfE4dGiCvQyXk"
  const name = "Nora Newcomer"
  const organization = "Harbor & Pine"
  const offer = {
    organization,
    inviter: "Ada Winter",
    role: "member",
    url: linkTo(`/invites/${token}`),
    expires_at: "2026-12-02T14:05:00Z",
    name: null,
  }
  return {
    verify_email: { name, url: linkTo(`/verify-email?token=${token}`), hours: 24 },
    reset_password: { name, url: linkTo(`/reset-password?token=${token}`), minutes: 60 },
    email_code: { name, code: "048213", url: linkTo(`/login/email-code?token=${token}`), minutes: 10 },
    proof_code: { name, code: "730652", minutes: 10 },
    factor_code: { name, code: "591208", minutes: 10 },
    password_changed: { name, url: linkTo("/forgot-password") },
    review_api_keys: {
      name,
      keys: ["Billing sync", "Nightly export"],
      url: linkTo(`/revoke-keys?token=${token}`),
      hours: 24,
    },
    new_sign_in: {
      name,
      device: "Firefox on Windows",
      ip: "203.0.113.7",
      at: "2026-11-25T09:41:00Z",
      url: linkTo("/profile"),
    },
    confirm_email: { name, url: linkTo(`/verify-email?token=${token}`), hours: 24 },
    email_change_requested: { name, email: "nora@new.example.com", url: linkTo("/profile") },
    identity_linked: { name, provider: "GitHub", account: "nora@example.com", url: linkTo("/profile/security") },
    identity_unlinked: { name, provider: "GitHub", account: "nora@example.com", url: linkTo("/profile/security") },
    review_identities: { name, accounts: ["nora@example.com (GitHub)"], url: linkTo("/profile/security") },
    second_factor_enabled: { name, url: linkTo("/profile") },
    second_factor_disabled: { name, url: linkTo("/profile") },
    second_factor_reset: { name, by: "Ada Winter", url: linkTo("/profile") },
    recovery_codes_renewed: { name, url: linkTo("/profile") },
    passkey_added: { name, passkey: "Work laptop", device: "Firefox on Windows", url: linkTo("/profile") },
    passkey_removed: { name, passkey: "Work laptop", device: "Firefox on Windows", url: linkTo("/profile") },
    passkey_copied: { name, passkey: "Work laptop", url: linkTo("/profile") },
    email_changed: { name, email: "nora@new.example.com" },
    invite: { ...offer, message: "Welcome to our team!\nWe begin on Monday at nine; coffee is on the third floor." },
    set_password: { ...offer, name, message: null },
    invite_reminder: { ...offer, name },
    invite_requested: { organization, email: "nora@example.com", url: linkTo("/invites?org=org_123") },
    role_changed: { name, organization, role: "admin", by: "Ada Winter", url: linkTo("/overview?org=org_123") },
    membership_suspended: { name, organization, by: "Ada Winter" },
    membership_ended: { name, organization, by: "Member sync", by_key: true },
    revoked_by_operator: {
      name,
      sessions: null,
      two_factor: false,
      keys: ["Billing sync (Harbor & Pine)", "Nightly export (the whole tenant)"],
      invites: ["milo@example.com (Harbor & Pine)"],
      url: linkTo("/api-keys"),
    },
    application_secrets_known: {
      name,
      organization,
      by: "Milo Berg",
      keys: ["Shop", "Wiki"],
      url: linkTo("/applications"),
    },
    api_key_rotated: { name, key: "Billing sync", organization, url: linkTo("/api-keys?org=org_123") },
    api_key_created: { name, key: "Billing sync", organization, url: linkTo("/api-keys?org=org_123") },
  }
}
