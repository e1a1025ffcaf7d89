/** Next calls this when a page could not be rendered. */
export { notePageFailure as onRequestError } from "@/lib/core/http/page-status"
