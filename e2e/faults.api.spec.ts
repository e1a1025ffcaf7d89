import { expect, test } from "@playwright/test"
import { database } from "./faults/database"
import { missing } from "./faults/fault"
import { kills } from "./faults/kills"
import { lifecycle } from "./faults/lifecycle"
import { type Load, newLoad } from "./faults/load"
import { mirrors } from "./faults/mirror"
import { poolers } from "./faults/pooler"
import { type Rig, startRig } from "./faults/rig"
import { runFault } from "./faults/run"

// The short form of `npm run test:faults`: separate servers, a worker and a PostgreSQL are killed and disconnected
// under load.
test.describe.configure({ mode: "serial" })

let rig: Rig
let load: Load
test.beforeAll(async () => {
  test.setTimeout(180_000)
  rig = await startRig()
  load = await newLoad(rig, 3)
})
test.afterAll(() => rig?.close())

for (const fault of [...kills, ...database, ...lifecycle, ...poolers, ...mirrors].filter(({ rounds }) => rounds.short))
  test(`${fault.name} – nothing that was acknowledged is lost or doubled, and nothing is half done`, async () => {
    test.setTimeout(300_000)
    test.skip(missing(fault).length > 0, `there is no ${missing(fault).join(" and no ")}`)
    const row = await runFault(rig, load, fault, "short")
    expect(row?.wrong).toEqual([])
    expect(row?.acknowledged).toBeGreaterThan(0)
  })
