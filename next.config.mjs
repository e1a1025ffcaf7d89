/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@prisma/adapter-pg", "@prisma/client", "bcryptjs", "pg", "pino", "piscina", "@react-email/render"],
  // `npm test` checks types; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // server.ts does this by itself in production; the guide's addresses work in development too.
  rewrites: async () => [{ source: "/v1/:path*", destination: "/api/v1/:path*" }],
}
