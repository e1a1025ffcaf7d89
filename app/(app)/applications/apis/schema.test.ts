import { expect, test } from "vitest"
import { fieldErrors } from "@/lib/core/http/field-errors"
import { NewApiForm } from "./schema"

const parse = (claims: string) => NewApiForm.safeParse({ name: "Orders", permissions: [], claims })

test("claims are typed a line each; the last = separates a claim from its source", () => {
  const typed =
    "https://shop.example.com/?a=plan = organization.metadata.plan\n\n https://x.example/y=membership.metadata.y "
  expect(parse(typed).data?.claims).toEqual({
    "https://shop.example.com/?a=plan": "organization.metadata.plan",
    "https://x.example/y": "membership.metadata.y",
  })
  expect(parse("").data?.claims).toEqual({})
})

test("a line without a source, or with another one, is an error of the field", () => {
  for (const line of ["https://x.example/y", "plan=organization.metadata.plan", "https://x.example/y=user.password"])
    expect(parse(line).error?.issues[0]?.path[0], line).toBe("claims")
})

test("what is wrong with the name of a claim is said", () => {
  const { error } = parse("plan = organization.metadata.plan")
  expect(fieldErrors(error?.issues ?? [])).toMatchObject([{ reason: "claim" }])
})
