export { type TestIssuer, testIssuer } from "./issuer"
export type { TestPerson } from "./person"
export { signedInAs } from "./signed-in-as"
