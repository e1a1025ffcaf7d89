export default {
  roles: {
    super_admin: "Superadmin",
    tenant_admin: "Mandanten-Admin",
    admin: "Admin",
    member: "Mitglied",
    guest: "Gast",
  },
  meanings: {
    admin: "Verwaltet Mitglieder und Einstellungen",
    member: "Kann Mitglieder sehen",
    guest: "Kann die Organisation sehen",
  },
  states: {
    active: "Aktiv",
    invited: "Eingeladen",
    suspended: "Gesperrt",
    expired: "Abgelaufen",
    pending: "Ausstehend",
    accepted: "Angenommen",
    revoked: "Widerrufen",
    declined: "Abgelehnt",
  },
} as const
