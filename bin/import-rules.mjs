/** Who may import whom, for dependency-cruiser: types count, and there is no exception. `npm run check` asks it. */

const resources = [
  "audit-events",
  "users",
  "second-factor",
  "sessions",
  "tenants",
  "organizations",
  "memberships",
  "api-keys",
  "invites",
  "auth",
]

export default {
  forbidden: [{ name: "no-circular", severity: "error", from: {}, to: { circular: true } }],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(generated|dist|\\.next|\\.data|node_modules)/" },
  },
}
