export { proxy } from "@nanostack/nextjs/proxy"
