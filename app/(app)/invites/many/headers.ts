/** Fields of a person in a list. */
export const fields = [
  "email",
  "name",
  "first_name",
  "last_name",
  "role",
  "permissions",
  "message",
  "expires_in_days",
] as const

export type Field = (typeof fields)[number]

/** Meaning of a column; "" if it is ignored. */
export type Column = Field | ""

/**
 * Column names in exports of Google Workspace, Microsoft 365 and Okta and in handmade files, most likely first.
 * Compared without case, spaces, dashes, dots and text in brackets.
 */
const names: Record<Field, readonly string[]> = {
  email: [
    ...["email", "emailaddress", "primaryemail", "workemail", "emailadresse", "mailadresse", "mail", "email1value"],
    ...["userprincipalname", "benutzerprinzipalname", "login", "username", "benutzername", "address", "adresse"],
  ],
  name: ["name", "fullname", "displayname", "vollername", "vollständigername", "anzeigename"],
  first_name: ["firstname", "givenname", "vorname"],
  last_name: ["lastname", "surname", "familyname", "nachname", "familienname"],
  role: ["role", "rolle"],
  permissions: ["permissions", "permission", "berechtigungen", "berechtigung"],
  message: ["message", "nachricht"],
  expires_in_days: ["expiresindays", "days", "tage"],
}

const plain = (header: string) =>
  header
    .toLowerCase()
    .replace(/\[.*?\]|\(.*?\)/g, "")
    .replace(/[\s_.:*-]/g, "")

/** The meaning of each column, by its header. Of two with the same meaning, the more likely one wins. */
export function columnsOf(headers: readonly string[]): Column[] {
  const columns: Column[] = headers.map(() => "")
  const given = headers.map(plain)
  for (const field of fields) {
    const found = names[field].map((name) => given.indexOf(name)).find((at) => at >= 0)
    if (found !== undefined) columns[found] = field
  }
  return columns
}
