import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { leave, leaveOnSignal } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, run } from "./steps.mjs"

const home = resolve(".data/counterparts")

/** Max total minutes, so that a hanging registry does not block. */
const most = 5

/** Copies an artifact from Maven's registry into a folder, unpacked or as is. */
const maven = (goal, artifact) => (folder) => {
  const plugin = `org.apache.maven.plugins:maven-dependency-plugin:3.8.1:${goal}`
  const args = ["-B", "-q", plugin, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]
  // Without a project it leaves its markers in the working directory.
  mkdirSync(folder, { recursive: true })
  return run("mvn", args, { quiet: true, cwd: folder })
}

/** Installs Python packages into a virtual environment. */
const pip =
  (...packages) =>
  async (folder) => {
    await run("python3", ["-m", "venv", folder], { quiet: true })
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]
    await run(join(folder, "bin/python"), install, { quiet: true })
  }

/** What generated Java clients import. */
const javaLibraries = [
  "com.fasterxml.jackson.core:jackson-annotations:2.19.2",
  "com.fasterxml.jackson.core:jackson-core:2.19.2",
  "com.fasterxml.jackson.core:jackson-databind:2.19.2",
  "com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.19.2",
  "org.openapitools:jackson-databind-nullable:0.2.7",
  "javax.annotation:javax.annotation-api:1.3.2",
  "com.google.code.findbugs:jsr305:3.0.2",
  "org.apache.httpcomponents:httpmime:4.5.14",
  "org.apache.httpcomponents:httpcore:4.4.16",
  "org.apache.httpcomponents:httpclient:4.5.14",
]

/**
 * Third-party programs for comparison or integration tests: what each needs, and how an ordinary client installs it
 * into a separate folder. Without `install` it comes from the system (apt) and is only looked up.
 */
const counterparts = [
  { name: "redis-server", needs: ["redis-server"] },
  { name: "pgbouncer", needs: ["pgbouncer"] },
  { name: "nginx", needs: ["nginx"] },
  { name: "faketime", needs: ["faketime"] },
  {
    name: "openapi-python-client-0.29.1",
    needs: ["python3"],
    // What the clients of both Python generators import, and mypy, which checks them.
    install: pip(
      "openapi-python-client==0.29.1",
      "mypy",
      "pydantic",
      "python-dateutil",
      "urllib3",
      "types-python-dateutil",
    ),
  },
  {
    name: "oapi-codegen-2.8.2",
    needs: ["go"],
    install: async (folder) => {
      const generator = "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2"
      await run("go", ["install", generator], { quiet: true, env: { GOBIN: folder } })
      // The module that generated clients are compiled in: with what they import.
      const module = join(folder, "module")
      mkdirSync(module)
      await run("go", ["mod", "init", "client"], { quiet: true, cwd: module })
      await run("go", ["get", "github.com/oapi-codegen/runtime/..."], { quiet: true, cwd: module })
    },
  },
  {
    name: "openapi-generator-7.17.0",
    needs: ["java", "mvn"],
    install: async (folder) => {
      await maven("copy", "org.openapitools:openapi-generator-cli:7.17.0")(folder)
      for (const artifact of javaLibraries) await maven("copy", artifact)(join(folder, "lib"))
    },
  },
  // What the documentation checks tokens with.
  { name: "pyjwt-2.10.1", needs: ["python3"], install: pip("pyjwt[crypto]==2.10.1") },
  {
    name: "go-oidc-3.17.0",
    needs: ["go"],
    install: async (folder) => {
      const module = join(folder, "module")
      mkdirSync(module, { recursive: true })
      await run("go", ["mod", "init", "check"], { quiet: true, cwd: module })
      await run("go", ["get", "github.com/coreos/go-oidc/v3/oidc@v3.17.0"], { quiet: true, cwd: module })
    },
  },
  { name: "schemathesis-4", needs: ["python3"], install: pip("schemathesis>=4,<5") },
  {
    name: "keycloak-26.5.6",
    needs: ["java", "mvn"],
    install: async (folder) => {
      await maven("unpack", "org.keycloak:keycloak-quarkus-dist:26.5.6:zip")(folder)
      await run("sh", [join(folder, "keycloak-26.5.6/bin/kc.sh"), "build", "--db=dev-file"], { quiet: true })
    },
  },
]

/**
 * `npm run counterparts`: installs third-party programs for tests into .data/counterparts, where the machine has the
 * clients for it. `npm test` uses what is there, and never installs. Missing ones are reported as not run: that is no
 * failure.
 */
await command(async () => {
  begin()
  leaveOnSignal()
  let current = ""
  const limit = setTimeout(async () => {
    console.log(`${current} and the rest: skipped after ${most} minutes`)
    await leave()
    process.exit(0)
  }, most * 60_000)
  mkdirSync(home, { recursive: true })
  for (const { name, needs, install } of counterparts) {
    current = name
    const lacking = needs.filter((program) => spawnSync(program, ["--version"], { stdio: "ignore" }).error)
    if (lacking.length > 0) console.log(`${name}: skipped, needs ${lacking.join(" and ")}`)
    else if (!install) console.log(`${name}: available`)
    else console.log(`${name}: ${await installed(join(home, name), install)}`)
  }
  clearTimeout(limit)
})

/** The stamp is written last, so that an incomplete installation is never used. */
async function installed(folder, install) {
  const stamp = join(folder, ".installed")
  if (existsSync(stamp)) return "there"
  try {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
    await install(folder)
    writeFileSync(stamp, "")
    return "installed"
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    return `not run, it could not be installed (${error.message})`
  }
}
