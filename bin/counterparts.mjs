import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { leave, leaveOnSignal } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, run } from "./steps.mjs"

const home = resolve(".data/counterparts")

/** Max total minutes, so that a hanging registry does not block. */
const most = 3

/** Copies an artifact from Maven's registry into a folder, unpacked or as is. */
const maven = (goal, artifact) => (folder) => {
  const plugin = `org.apache.maven.plugins:maven-dependency-plugin:3.8.1:${goal}`
  const args = ["-B", "-q", plugin, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`]
  // Without a project it leaves its markers in the working directory.
  return run("mvn", args, { quiet: true, cwd: folder })
}

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
    install: async (folder) => {
      await run("python3", ["-m", "venv", folder], { quiet: true })
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "openapi-python-client==0.29.1"]
      await run(join(folder, "bin/python"), pip, { quiet: true })
    },
  },
  {
    name: "oapi-codegen-2.8.2",
    needs: ["go"],
    install: (folder) =>
      run("go", ["install", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2"], {
        quiet: true,
        env: { GOBIN: folder },
      }),
  },
  {
    name: "openapi-generator-7.17.0",
    needs: ["java", "mvn"],
    install: maven("copy", "org.openapitools:openapi-generator-cli:7.17.0"),
  },
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
