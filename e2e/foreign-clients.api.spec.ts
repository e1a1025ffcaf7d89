import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { counterpart, folderWithDocument, run } from "./counterparts"
import { operations, origin } from "./document"
import { expect, newAddress, test } from "./fixtures"

// Clients of other languages, by generators that know nothing of us. `npm run counterparts` installs them; what is not
// there is not run.
test.describe.configure({ timeout: 180_000 })

const python = counterpart("openapi-python-client-0.29.1", "bin/openapi-python-client", "bin/mypy")
const java = counterpart("openapi-generator-7.17.0", "openapi-generator-cli-7.17.0.jar", "lib")
const go = counterpart("oapi-codegen-2.8.2", "oapi-codegen", "module/go.sum")
const absent = "not run: npm run counterparts installs it"

let work: Awaited<ReturnType<typeof folderWithDocument>>
test.beforeEach(async () => {
  work = await folderWithDocument()
})
test.afterEach(() => work.remove())

/** Names of the document's operations, and of those among them that return JSON. */
async function names() {
  const rows = (await operations()).map(({ operation }) => operation)
  const data = rows.filter(({ responses }) =>
    Object.entries(responses).some(([status, { content }]) => status.startsWith("2") && content?.["application/json"]),
  )
  return { all: rows.map(({ operationId }) => operationId).sort(), data: data.map(({ operationId }) => operationId) }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
const textsIn = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file))
    .map((file): [string, string] => [file, readFileSync(join(folder, file), "utf8")])

// What the guide does, in Python.
const guide = `
import json
import sys

from nanostack import AuthenticatedClient, Client
from nanostack.api.auth import login
from nanostack.api.organizations import create_invite, list_organization_users
from nanostack.api.permissions import check_permission
from nanostack.api.users import get_me, update_me
from nanostack.models import (
    CheckPermissionResponse200,
    CreateInviteResponse201,
    Credentials,
    ErrorResponse,
    GetMeResponse200,
    ListOrganizationUsersResponse200,
    LoginResponse200,
    MePatch,
    NewInvite,
    PermissionQuestion,
    UpdateMeResponse200,
)
from nanostack.types import UNSET

address, email = sys.argv[1:]
opened = login.sync(
    client=Client(base_url=address),
    body=Credentials(email="admin@example.com", password="nanostack-demo", organization_id="org_123"),
)
assert isinstance(opened, LoginResponse200)
client = AuthenticatedClient(base_url=address, token=opened.data.token)
me = get_me.sync(client=client)
assert isinstance(me, GetMeResponse200)
updated = update_me.sync(client=client, body=MePatch(bio="Software Developer"))
assert isinstance(updated, UpdateMeResponse200)
names: list[str] = []
cursor: str | None = None
while True:
    page = list_organization_users.sync("org_123", client=client, limit=25, cursor=cursor or UNSET)
    assert isinstance(page, ListOrganizationUsersResponse200)
    names += [user.name for user in page.data]
    cursor = page.pagination.next_cursor
    if cursor is None:
        break
invite = create_invite.sync("org_123", client=client, body=NewInvite(email=email, role="member"))
assert isinstance(invite, CreateInviteResponse201)
again = create_invite.sync("org_123", client=client, body=NewInvite(email=email, role="member"))
assert isinstance(again, ErrorResponse)
allowed = check_permission.sync(client=client, body=PermissionQuestion(permission="users:write"))
assert isinstance(allowed, CheckPermissionResponse200)
print(json.dumps({
    "role": me.data.role,
    "bio": updated.data.bio,
    "people": len(names),
    "status": invite.data.status,
    "code": again.error.code,
    "allowed": allowed.data.allowed,
}))
`

test("openapi-python-client – every operation, all results typed, mypy --strict is content, and the guide's flow runs (P-2)", async () => {
  test.skip(!python, absent)
  const { folder, document } = work
  const bin = (name: string) => join(String(python), "bin", name)
  const client = join(folder, "nanostack")
  const flags = ["--meta", "none", "--path", document, "--output-path", client]
  const said = await run(bin("openapi-python-client"), ["generate", ...flags], folder)
  expect(said).not.toMatch(/WARNING|ERROR/)
  const { all, data } = await names()
  const modules = textsIn(join(client, "api"), /\/[a-z]\w*\.py$/).filter(([file]) => !file.endsWith("__init__.py"))
  expect(modules.map(([file]) => file.replace(/^.*\/|\.py$/g, "")).sort()).toEqual(all.map(snake).sort())
  for (const name of data) {
    const [, text = ""] = modules.find(([file]) => file.endsWith(`/${snake(name)}.py`)) ?? []
    const types = /^\) -> Response\[(.*)\]:$/m.exec(text)?.[1]?.split(" | ")
    expect(types, name).toContainEqual(expect.stringMatching(/Response20\d$/))
    expect(
      types?.filter((type) => /object|dict/.test(type)),
      name,
    ).toEqual([])
  }
  const script = join(folder, "guide.py")
  writeFileSync(script, guide)
  const mypy = ["--strict", "--no-error-summary", "--cache-dir", join(folder, "mypy"), "nanostack", "guide.py"]
  expect(await run(bin("mypy"), mypy, folder)).toBe("")
  const printed = await run(bin("python"), [script, `${origin()}/api/v1`, newAddress()], folder, { PYTHONPATH: folder })
  expect(JSON.parse(printed)).toEqual({
    role: "admin",
    bio: "Software Developer",
    people: expect.any(Number),
    status: "pending",
    code: "invite_already_pending",
    allowed: true,
  })
})

const generate = (language: string, output: string, ...more: string[]) => {
  const jar = join(String(java), "openapi-generator-cli-7.17.0.jar")
  return run("java", ["-jar", jar, "generate", "-i", work.document, "-g", language, "-o", output, ...more], work.folder)
}

test("openapi-generator, Java – every operation, all results typed, and javac is content (P-2)", async () => {
  test.skip(!java, absent)
  const output = join(work.folder, "java")
  await generate("java", output, "--library", "native")
  const source = join(output, "src/main/java")
  const files = textsIn(source, /\.java$/)
  const api = files
    .filter(([file]) => file.includes("/api/"))
    .map(([, text]) => text)
    .join("\n")
  const methods = new Map(
    [...api.matchAll(/^ {2}public (\S+) (\w+)\(/gm)].map(([, type = "", name = ""]) => [name, type]),
  )
  const { all, data } = await names()
  expect(all.filter((name) => !methods.has(name))).toEqual([])
  expect(data.filter((name) => /^(void|Object|Map.*)$/.test(methods.get(name) ?? ""))).toEqual([])
  const lib = join(String(java), "lib")
  const classes = readdirSync(lib)
    .map((jar) => join(lib, jar))
    .join(":")
  const sources = files.map(([file]) => join(source, file))
  await run("javac", ["-nowarn", "-d", join(work.folder, "classes"), "-cp", classes, ...sources], work.folder)
})

test("openapi-generator, Python – every operation, all results typed, and it can be imported and used (P-2)", async () => {
  test.skip(!java || !python, absent)
  const output = join(work.folder, "python")
  await generate("python", output)
  const api = textsIn(join(output, "openapi_client/api"), /\.py$/)
    .map(([, text]) => text)
    .join("\n")
  const found = new Map(
    [...api.matchAll(/^ {4}def (\w+)\(\n[\s\S]*?\n {4}\) -> ([^:]+):/gm)].map(([, name = "", type = ""]) => [
      name,
      type,
    ]),
  )
  const { all, data } = await names()
  expect(all.map(snake).filter((name) => !found.has(name))).toEqual([])
  expect(data.map(snake).filter((name) => /^(None|object|Any)$/.test(found.get(name) ?? ""))).toEqual([])
  const script = `
import openapi_client as c
with c.ApiClient(c.Configuration(host="${origin()}/api/v1")) as client:
    opened = c.AuthApi(client).login(c.Credentials(email="member@example.com", password="nanostack-demo"))
    client.configuration.access_token = opened.data.token
    print(c.UsersApi(client).get_me().data.email)
`
  const printed = await run(join(String(python), "bin/python"), ["-c", script], output)
  expect(printed.trim()).toBe("member@example.com")
})

test("oapi-codegen, Go – every operation, all results typed, and go vet is content (P-2)", async () => {
  test.skip(!go, absent)
  const module = join(work.folder, "go")
  cpSync(join(String(go), "module"), module, { recursive: true })
  const file = join(module, "client.go")
  const flags = ["-package", "client", "-generate", "types,client", "-o", file, work.document]
  await run(join(String(go), "oapi-codegen"), flags, module)
  const text = readFileSync(file, "utf8")
  const { all, data } = await names()
  // Of bytes it asks for their type: "WithBody".
  const isNamed = (name: string) => new RegExp(`\\) ${pascal(name)}(WithBody)?WithResponse\\(`).test(text)
  expect(all.filter((name) => !isNamed(name))).toEqual([])
  const typed = (name: string) =>
    /\n\tJSON20\d +\*(struct|\w+)/.test(text.split(`type ${pascal(name)}Response struct {`)[1]?.split("\n}\n")[0] ?? "")
  expect(data.filter((name) => !typed(name))).toEqual([])
  await run("go", ["vet", "./..."], module, { GOFLAGS: "-mod=mod", GOPROXY: "off" })
})
