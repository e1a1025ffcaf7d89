import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const here = dirname(fileURLToPath(import.meta.url))
const packages = {
  client: ["index.ts", "app.ts", "app-react.tsx", "react.tsx"],
  nextjs: ["index.ts", "client.tsx", "proxy.ts", "routes.ts"],
  server: ["index.ts"],
  testing: ["index.ts"],
}

/**
 * Builds the packages: dist/esm and dist/cjs, each with JavaScript, source maps and types.
 * @param {string} into where `client/dist` and the others go
 */
export async function buildSdk(into = here) {
  const types = join(into, `.types-${process.pid}`)
  try {
    execFileSync(process.execPath, [join(here, "../node_modules/typescript/bin/tsc"), ...tscArguments(types)], {
      cwd: here,
      stdio: "inherit",
    })
    for (const [name, entries] of Object.entries(packages)) {
      const dist = join(into, name, "dist")
      rmSync(dist, { recursive: true, force: true })
      for (const format of ["esm", "cjs"]) await bundle(name, entries, format, join(dist, format))
      for (const format of ["esm", "cjs"]) copyTypes(types, name, join(dist, format))
      // Types and code of this folder are CommonJS, whatever the package's own type is.
      writeFileSync(join(dist, "cjs/package.json"), '{ "type": "commonjs" }\n')
    }
  } finally {
    rmSync(types, { recursive: true, force: true })
  }
}

function bundle(name, entries, format, outdir) {
  return build({
    entryPoints: entries.map((entry) => join(here, name, "src", entry)),
    outdir,
    bundle: true,
    format,
    platform: name === "testing" ? "node" : "neutral",
    target: "es2022",
    external: ["react", "react/jsx-runtime", "next"],
    plugins: name === "nextjs" ? [clientModule] : [],
    // jose's compression, which cookies don't use: the middleware of Next.js 15 would warn of it.
    define: name === "nextjs" ? { CompressionStream: "undefined", DecompressionStream: "undefined" } : {},
    jsx: "automatic",
    jsxDev: false,
    sourcemap: true,
    sourcesContent: true,
    logLevel: "warning",
  })
}

/** Keeps the module of client components apart: its directive is for a file of its own. */
const clientModule = {
  name: "client-module",
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/client$/ }, () => ({ path: "./client.js", external: true })),
}

const tscArguments = (outDir) => ["--project", join(here, "tsconfig.build.json"), "--outDir", outDir]

/** Copies the declarations of a package and of core, with the extensions that Node's resolution requires. */
function copyTypes(types, name, to) {
  for (const [from, at] of [
    [join(types, name, "src"), to],
    [join(types, "core"), join(to, "core")],
  ])
    for (const file of readdirSync(from).filter((file) => file.endsWith(".d.ts"))) {
      const text = readFileSync(join(from, file), "utf8")
      mkdirSync(at, { recursive: true })
      writeFileSync(join(at, file), withExtensions(text.replaceAll('"../../core/', '"./core/')))
    }
}

const withExtensions = (text) =>
  text.replace(/(from |import\()"\."/g, '$1"./index"').replace(/(from |import\()"(\.[^"]+)"/g, '$1"$2.js"')

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSdk(process.argv[2])
