export { GET, POST } from "@nanostack/nextjs/routes"
