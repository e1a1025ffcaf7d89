import { NanostackApp } from "@nanostack/client/app"
import { NanostackAppProvider } from "@nanostack/client/app-react"
import { createRoot } from "react-dom/client"
import { App } from "./app"

const { VITE_NANOSTACK_URL, VITE_NANOSTACK_CLIENT_ID, VITE_NANOSTACK_AUDIENCE } = import.meta.env

const app = new NanostackApp({
  baseURL: VITE_NANOSTACK_URL,
  clientId: VITE_NANOSTACK_CLIENT_ID,
  redirectUri: `${location.origin}/`,
  audiences: [VITE_NANOSTACK_AUDIENCE],
})

createRoot(document.getElementById("root") as HTMLElement).render(
  <NanostackAppProvider app={app}>
    <App audience={VITE_NANOSTACK_AUDIENCE} />
  </NanostackAppProvider>,
)
