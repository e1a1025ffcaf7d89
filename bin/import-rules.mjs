/**
 * Import rules for dependency-cruiser, checked by `npm run check` and `npm test`. They include types, and have no
 * exceptions. What paths cannot express, such as what runs in a browser, is in lib/core/house.test.ts.
 */

/** Each may import those before it, never one after it. */
const resources = [
  "revocations",
  "audit-events",
  "files",
  "accounts",
  "terms",
  "sessions",
  "second-factor",
  "remembered-devices",
  "tenants",
  "organizations",
  "permissions",
  "memberships",
  "roles",
  "users",
  "changes",
  "api-keys",
  "apis",
  "applications",
  "grants",
  "invites",
  "identities",
  "auth",
  "passkeys",
  "policies",
  "oidc",
]

/** What every resource may import of every other: schemas, and the SQL that ends things. */
const shared = "/(schema|ends[\\w-]*)\\.ts$"
const tests = "\\.test\\.tsx?$"
const node = (names) => `(^|node_modules/)(${names})(/|$)`

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to })

export default {
  forbidden: [
    rule("no-circular", "Cut it: move what both need to a file of its own.", {}, { circular: true }),
    rule(
      "core",
      "The core imports the core and i18n; what it needs of a resource is given to it.",
      { path: "^lib/core/", pathNot: tests },
      { path: "^(app|components|lib)/", pathNot: "^lib/(core|i18n)/" },
    ),
    rule(
      "i18n",
      "Texts import nothing of ours.",
      { path: "^lib/i18n/", pathNot: tests },
      { path: "^(app|components|lib)/", pathNot: "^lib/i18n/" },
    ),
    ...resources.map((name, i) =>
      rule(
        `order-${name}`,
        `lib/${name} may import: ${resources.slice(0, i).join(", ") || "no other resource"}.`,
        { path: `^lib/${name}/`, pathNot: `${tests}|${shared}` },
        { path: `^lib/(${resources.slice(i + 1).join("|") || "-"})/`, pathNot: shared },
      ),
    ),
    rule(
      "ends",
      "How things end is SQL: it imports the core and other ends.",
      { path: "^lib/[\\w-]+/ends[\\w-]*\\.ts$" },
      { path: "^lib/", pathNot: "^lib/core/|/ends[\\w-]*\\.ts$" },
    ),
    rule(
      "purge",
      "What is purged is SQL: it imports the core. Housekeeping calls it.",
      { path: "^lib/[\\w-]+/purge\\.ts$" },
      { path: "^lib/", pathNot: "^lib/core/" },
    ),
    rule(
      "schema",
      "A schema is for browsers too: zod, permissions, ways to sign in, invisible characters, the reasons of errors, the languages, the audit actions and other schemas.",
      { path: "^lib/[\\w-]+/schema\\.ts$" },
      {
        path: "^(app|components|lib)/",
        pathNot:
          "/schema\\.ts$|^lib/core/(errors|invisible|uploads|identity/permissions|identity/sign-in-methods)\\.ts$|^lib/i18n/(audit-actions|locale)\\.ts$",
      },
    ),
    rule(
      "app",
      "Nothing but the server and app imports app.",
      { pathNot: `^(app|e2e)/|^server\\.ts$|${tests}` },
      { path: "^app/" },
    ),
    rule(
      "services",
      "Services know nothing of HTTP, pages and React.",
      {
        path: `^lib/(${resources.join("|")}|endings|housekeeping|operator)/`,
        pathNot: tests,
      },
      {
        path: `^(app|components)/|^lib/core/forms/|^lib/core/http/(endpoint|handler|refusals|response|result|read-body|node-adapter)\\.ts$|${node("next|react|hono|@hono")}`,
      },
    ),
    rule(
      "routes",
      "A route runs anywhere: nothing of Next or React, and never the database.",
      { path: "^app/(api/v1|\\.well-known)/.*route\\.ts$" },
      {
        path: `^components/|^lib/core/(forms/|identity/(page-session|nextauth)\\.ts|db/(client|pool|transaction)\\.ts)|${node("next|next-auth|react|server-only|@prisma/client|pg")}`,
      },
    ),
    rule(
      "pages",
      "Pages and their actions ask services, never the database.",
      { path: "^(app|components)/", pathNot: "^app/(api|\\.well-known)/" },
      { path: `^lib/core/db/(client|pool|transaction|generated)|${node("@prisma/client|pg")}` },
    ),
    rule(
      "components",
      "Components hold no data access.",
      { path: "^components/" },
      { path: `^lib/(${resources.join("|")})/`, pathNot: "/schema\\.ts$" },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules|/generated/" },
    exclude: { path: "(^|/)(dist|\\.next|\\.data)/" },
  },
}
