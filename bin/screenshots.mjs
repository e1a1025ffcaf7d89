import { bundle } from "./build.mjs"
import { install } from "./install.mjs"
import { built } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin } from "./steps.mjs"

// `npm run screenshots`: takes the README's screenshots of a running demo.
await command(async () => {
  begin()
  await install()
  await bundle(["e2e/screenshots.ts"])
  await built("e2e/screenshots")
  process.exit()
})
