import sharp, { type Create } from "sharp"
import { expect, test } from "vitest"
import { isAppError } from "../core/errors"
import { encodeImage } from "./image"

const blank = (width: number, height: number): { create: Create; limitInputPixels: false } => ({
  create: { width, height, channels: 3, background: "#0b6450" },
  limitInputPixels: false,
})

/** Result of an image, or the reason of its refusal. */
async function outcome(bytes: Uint8Array, shape: "picture" | "logo" = "picture"): Promise<string> {
  try {
    const made = await encodeImage("ten_1", shape, bytes)
    const { format, width, height } = await sharp(made.bytes).metadata()
    return `${format} ${width}x${height}`
  } catch (error) {
    if (!isAppError(error)) throw error
    return error.details.fields?.[0]?.reason ?? error.code
  }
}

test("a picture becomes a square WebP, a logo keeps its proportions", async () => {
  for (const format of ["png", "jpeg", "webp"] as const) {
    const image = await sharp(blank(900, 600)).toFormat(format).toBuffer()
    expect(await outcome(image), format).toBe("webp 256x256")
    expect(await outcome(image, "logo"), format).toBe("webp 512x341")
  }
  expect(await outcome(await sharp(blank(40, 20)).png().toBuffer(), "logo")).toBe("webp 40x20")
})

test("an image is rotated upright, and its metadata is removed", async () => {
  const given = await sharp(blank(600, 300))
    .withExif({ IFD0: { Artist: "Ada" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { bytes } = await encodeImage("ten_1", "logo", given)
  const { width, height, exif, icc, xmp } = await sharp(bytes).metadata()
  expect([width, height, exif, icc, xmp]).toEqual([256, 512, undefined, undefined, undefined])
})

test("a file that is not an image is refused before it reaches a decoder", async () => {
  const texts = [
    "",
    "x",
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "<!doctype html><script>1</script>",
    "GIF89a",
    "%PDF-1.7",
  ]
  for (const text of texts) expect(await outcome(Buffer.from(text)), text).toBe("image_format")
})

test("a damaged or truncated image is refused", async () => {
  const noise = { create: { ...blank(300, 300).create, noise: { type: "gaussian" as const, mean: 128, sigma: 50 } } }
  for (const format of ["png", "jpeg", "webp"] as const) {
    const image = await sharp(noise).toFormat(format).toBuffer()
    expect(await outcome(image.subarray(0, image.length / 2)), format).toBe("image_damaged")
    expect(await outcome(image.subarray(0, 12)), format).toMatch(/image_(damaged|format)/)
  }
})

test("an animated image is refused", async () => {
  const colored = (background: string) =>
    sharp({ create: { ...blank(20, 20).create, background } })
      .png()
      .toBuffer()
  const frames = await sharp([await colored("#000"), await colored("#fff")], { join: { animated: true } })
    .webp()
    .toBuffer()
  expect(await outcome(frames)).toBe("image_animated")
  const png = await sharp(blank(20, 20)).png().toBuffer()
  const control = Buffer.from("000000086163544c0000000200000000", "hex") // acTL, its checksum follows
  const animated = Buffer.concat([png.subarray(0, 33), control, Buffer.from("f38d9370", "hex"), png.subarray(33)])
  expect(await outcome(animated)).toBe("image_animated")
})

test("a decompression bomb is refused by its header", async () => {
  const bomb = await sharp(blank(7_000, 7_000)).png().toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  const long = await sharp(blank(20_000, 4)).png().toBuffer()
  const began = performance.now()
  expect([await outcome(bomb), await outcome(long)]).toEqual(["image_dimensions", "image_dimensions"])
  expect(performance.now() - began).toBeLessThan(2_000)
})

test("an owner with many queued images is refused as unavailable", async () => {
  const image = await sharp(blank(2_000, 2_000)).png().toBuffer()
  const outcomes = await Promise.all(Array.from({ length: 12 }, () => outcome(image)))
  expect(new Set(outcomes)).toEqual(new Set(["webp 256x256", "unavailable"]))
})
