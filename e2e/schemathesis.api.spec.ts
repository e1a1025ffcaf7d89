import { join } from "node:path"
import { counterpart, folderWithDocument, run } from "./counterparts"
import { origin } from "./document"
import { newTeam, test } from "./fixtures"
import { makeKey } from "./samples"

const schemathesis = counterpart("schemathesis-4", "bin/schemathesis")

const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
]

// It would end its own session.
const excluded = ["logout", "endMySession", "closeAccount"]

test("Schemathesis – each response to its requests is as the document says, and none is 500", async () => {
  test.skip(!schemathesis, "not run: npm run counterparts installs it")
  test.setTimeout(600_000)
  const { owner } = await newTeam()
  const key = await makeKey(owner.send, { name: "Schemathesis", role: "admin", permissions: ["users:read"] })
  const { folder, document, remove } = await folderWithDocument()
  const common = [
    ...["run", document, "--url", `${origin()}/api/v1`, "--no-color", "--generation-deterministic"],
    ...["--phases", "examples,coverage,fuzzing", "--max-examples", "15", "--max-time", "240", "--workers", "2"],
    ...["--checks", checks.join(",")],
    ...excluded.flatMap((name) => ["--exclude-operation-id", name]),
  ]
  try {
    for (const token of [owner.token, key.secret])
      await run(
        join(String(schemathesis), "bin/schemathesis"),
        [...common, "-H", `Authorization: Bearer ${token}`],
        folder,
      )
  } finally {
    remove()
  }
})
