export default {
  roles: {
    super_admin: "Superadmin",
    tenant_admin: "Mandanten-Admin",
    admin: "Admin",
    member: "Mitglied",
    guest: "Gast",
  },
  meanings: {
    admin: "leitet diese Organisation",
    member: "sieht, wer sonst hier ist",
    guest: "sieht nur die Organisation",
  },
  states: {
    active: "Aktiv",
    invited: "Eingeladen",
    suspended: "Gesperrt",
    expired: "Abgelaufen",
    pending: "Offen",
    accepted: "Angenommen",
    revoked: "Zurückgezogen",
    declined: "Abgelehnt",
  },
} as const
