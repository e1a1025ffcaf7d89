import { expect, test } from "vitest"
import { messages } from "./trips"

test("messages are found wherever the network splits them", () => {
  const message = (type: string, body: string) => {
    const length = Buffer.alloc(4)
    length.writeInt32BE(4 + body.length)
    return Buffer.concat([Buffer.from(type), length, Buffer.from(body)])
  }
  const bytes = Buffer.concat([message("C", "SELECT 1\0"), message("Z", "I"), message("1", "")])
  for (let size = 1; size <= bytes.length; size++) {
    const seen: string[] = []
    const read = messages((type, body) => seen.push(type + body))
    for (let i = 0; i < bytes.length; i += size) read(bytes.subarray(i, i + size))
    expect(seen).toEqual(["CSELECT 1\0", "ZI", "1"])
  }
})
