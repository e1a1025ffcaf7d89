import { spawn } from "node:child_process"
import { once } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { leave, leaveOnSignal } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, root, step } from "./steps.mjs"
import { temporaryCluster } from "./test-cluster.mjs"

/** Assertions called inside transactions; removing one means trusting its argument. */
const assertions = /^assert(?!NotLast)\w+$/

/** Functions that run inside transactions, where an `if (…) throw` repeats an earlier check. */
const checking = {
  "lib/accounts/store.ts": ["assertOpen"],
  "lib/accounts/unchanged.ts": ["assertUnchanged"],
  "lib/core/identity/authorize.ts": ["assertSignedIn", "assertKeyLives", "assertStillAuthorized", "assertScopeOpen"],
  "lib/core/identity/challenges.ts": ["tryChallenge", "consumeChallenge"],
  "lib/core/identity/machine-access.ts": ["assertMachineLives"],
  "lib/core/identity/application-caller.ts": ["applicationNow"],
  "lib/auth/password.ts": ["resetPassword"],
  "lib/auth/reset-link.ts": ["mailLink"],
  "lib/auth/verification.ts": ["verify"],
  "lib/auth/register.ts": ["assertAdmits"],
  "lib/users/confirm-email.ts": ["confirmEmailChange", "swapWithPlaceholder"],
  "lib/invites/accept.ts": ["useInvite", "asCaller"],
  "lib/invites/creator.ts": ["capToCreatorPermissions"],
  "lib/invites/new-owner.ts": ["lockUnproved"],
  "lib/invites/offer.ts": ["offer"],
  "lib/invites/service.ts": ["pending"],
  "lib/memberships/restore.ts": ["restoreMember"],
  "lib/memberships/join.ts": ["joinOrganization"],
  "lib/core/identity/secrets.ts": ["consumeLink"],
}

/**
 * Redundant checks, by their text: another check already rejects, so every pair holds without them. They stay as a
 * second line of defense.
 */
const secondLines = [
  [/proves_address/, "the ending revokes the link, and consuming it is refused by that"],
  [/^!organization$/, "in an organization that is not active no invite is pending and its creator has no access"],
  [/^!locked\b/, "in an organization that is not active nobody has access, which is asked next"],
  [/^!organizationId$/, "says what a request lacks; where it acts is part of what was asked, and nothing ends that"],
  [/^!me\.verified$/, "asked before the transaction, for its own answer, and again in it"],
  [/^!account$/, "whoever makes a member or tenant admin has locked an open account"],
  [/^await assertOpen\(/, "whoever makes a member or tenant admin has locked an open account"],
  [/^!userId \|\| !email$/, "the link of a change has both"],
  [/^before\.closedAt$/, "an account that closes revokes its links"],
  [/^account\.email !== invite\.email$/, "a change of address ends the session"],
  [/^account\.email !== email \|\| ownershipOf/, "between two statements of one transaction, where nothing is held"],
  [
    /^!access \|\| !hasLasted/,
    "what takes access, or begins it anew, ends the sign-in, and without one nothing is read",
  ],
  [
    /^(!isFor\(|lost !== undefined)/,
    "whom an application is for, and its scopes, change by no ending of the matrix: tried in e2e/application-callers.api.spec.ts",
  ],
  [/^!access$/, "what takes a creator's access revokes the invite"],
  [/hasExpired/, "time alone makes it true, and no ending of the matrix does"],
  [/^await assertMayEdit\(/, "refuses whoever has the role, and no ending of the matrix gives anyone one"],
  [/^rows\.length === 0$/, "an account that closes ends its sessions and memberships"],
]
const secondLineOf = (what) => secondLines.find(([pattern]) => pattern.test(what))?.[1]

/**
 * `npm run test:checks`: removes each check inside a transaction, one at a time and in the build only, and runs the
 * race matrix with the acts that reach it. Reports checks without which every pair still holds; the last line counts.
 * Additional arguments select checks by file.
 */
await command(async () => {
  begin()
  leaveOnSignal()
  try {
    await install()
    await generate()
    await bundle(["prisma/migrate.ts"])
    const cluster = await temporaryCluster()
    const env = {
      DATABASE_URL: await cluster.database("checks"),
      AUTH_SECRET: "the secret of a database that is thrown away 1",
    }
    const words = process.argv.slice(2)
    const sites = findSites().filter(({ file }) => words.length === 0 || words.some((word) => file.includes(word)))
    const reach = await step(`finding who reaches ${sites.length} checks`, () => ask(env, sites, "checksOfActs()"))
    const rows = []
    for (const site of sites) {
      const acts = Object.keys(reach).filter((act) => reach[act].includes(site.number))
      const wrong =
        acts.length > 0 ? await ask(env, [site], `firstWrong(${JSON.stringify(acts)})`, true) : "no act reaches it"
      rows.push({ ...site, wrong })
      const known = wrong === null ? secondLineOf(site.what) : undefined
      const mark = wrong !== null ? (acts.length > 0 ? "✓" : "–") : known ? "✓" : "✗"
      console.log(
        `${mark} ${site.where}  ${site.what}\n    ${wrong ?? (known ? `a second line: ${known}` : "every pair still holds")}`,
      )
    }
    const survived = rows.filter(({ wrong, what }) => wrong === null && !secondLineOf(what)).length
    console.log(`\n${rows.length - survived} passed, ${survived} failed`)
    process.exitCode = survived > 0 ? 1 : 0
  } finally {
    await leave()
  }
  process.exit()
})

/** Finds every check: its position, and the text that replaces it, without it or with a note that it was reached. */
function findSites() {
  const files = readdirSync(join(root, "lib"), { recursive: true })
    .map((name) => `lib/${name}`)
    .filter((name) => name.endsWith(".ts") && !/\.test\.ts$|generated/.test(name))
  let number = 0
  return files.flatMap((file) => {
    const text = readFileSync(join(root, file), "utf8")
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
    const sites = []
    const add = (node, without, watched) => {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      const what = node.getText().replace(/\s+/g, " ").slice(0, 90)
      sites.push({
        number: number++,
        file,
        where: `${file}:${line}`,
        what,
        from: node.getStart(),
        to: node.getEnd(),
        without,
        watched,
      })
    }
    const visit = (node, name) => {
      if (ts.isFunctionDeclaration(node)) name = node.name?.text
      if (ts.isAwaitExpression(node) && ts.isCallExpression(node.expression)) {
        const called = node.expression.expression.getText()
        const [, believed] = node.expression.arguments
        // A statement must not begin with a bracket: the line before it has no semicolon.
        const start = ts.isExpressionStatement(node.parent) ? "void " : ""
        if (assertions.test(called) && believed)
          add(
            node,
            `${start}(${believed.getText()})`,
            (n) => `${start}(globalThis.reachedChecks?.add(${n}), ${node.getText()})`,
          )
      }
      if (
        ts.isIfStatement(node) &&
        checking[file]?.includes(name) &&
        /^(throw|gone)\b/.test(node.thenStatement.getText())
      )
        add(node.expression, "false", (n) => `(globalThis.reachedChecks?.add(${n}), ${node.expression.getText()})`)
      ts.forEachChild(node, (child) => visit(child, name))
    }
    visit(source, undefined)
    return sites
  })
}

/** Builds the matrix with these checks observed or removed, and runs it. Source files are never changed. */
async function ask(env, sites, question, taken = false) {
  const { build } = await import("esbuild")
  const out = join(root, `dist/checks-${taken ? sites[0].number : "all"}.mjs`)
  await build({
    stdin: {
      contents: `import { checksOfActs, firstWrong } from "./e2e/races/main"
        process.stdout.write("\\n" + JSON.stringify(await ${question}) + "\\n", () => process.exit())`,
      resolveDir: root,
      loader: "ts",
    },
    outfile: out,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    jsx: "automatic",
    logLevel: "error",
    plugins: [changed(sites, taken)],
  })
  const child = spawn(process.execPath, [out], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...env,
      NANOSTACK_MODE: "demo",
      NODE_ENV: "test",
      BCRYPT_COST: "4",
      RATE_LIMIT_SCALE: "1000",
    },
  })
  let output = ""
  child.stdout.on("data", (chunk) => (output += chunk))
  await once(child, "exit")
  return JSON.parse(output.trim().split("\n").at(-1) ?? "null")
}

function changed(sites, taken) {
  const files = groupBy(sites)
  return {
    name: "checks",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]lib[\\/].*\.ts$/ }, ({ path }) => {
        const own = files.get(path.slice(root.length).replaceAll("\\", "/").replace(/^\//, ""))
        if (!own) return undefined
        let text = readFileSync(path, "utf8")
        // From the end, so that earlier positions stay valid; of nested ones the outer text changes nothing.
        for (const site of [...own].sort((a, b) => b.from - a.from))
          text = text.slice(0, site.from) + (taken ? site.without : site.watched(site.number)) + text.slice(site.to)
        return { contents: text, loader: "ts" }
      })
    },
  }
}

function groupBy(sites) {
  const files = new Map()
  for (const site of sites) files.set(site.file, [...(files.get(site.file) ?? []), site])
  return files
}
