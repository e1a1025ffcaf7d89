import { join } from "node:path"
import { bundle, generate } from "./build.mjs"
import { install } from "./install.mjs"
import { built } from "./launch.mjs"
import { command } from "./sentence.mjs"
import { begin, root, step } from "./steps.mjs"

/** `npm run mail:preview`: renders every email with sample data, as HTML and text, into .data/mail-preview. */
await command(async () => {
  begin()
  // Never connected to.
  process.env.DATABASE_URL ||= "postgresql://localhost/nowhere"
  process.env.NANOSTACK_MODE = "development"
  await install()
  await generate()
  await bundle(["lib/mail/preview.ts"])
  const { writePreviews } = await built("lib/mail/preview")
  const index = await step("writing the messages", () => writePreviews(join(root, ".data/mail-preview")))
  console.log(`\n  Open ${index}\n`)
})
