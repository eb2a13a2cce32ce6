import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { mergeRefs } from "./build/merge-refs.ts";
import { precompress } from "./build/precompress.ts";

/** Where `vite` as a development server finds the API: a running `npm start`. */
const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`;

export default defineConfig({
  plugins: [react(), mergeRefs(), precompress()],
  // The server puts each answer's nonce in its place (apps/server/src/dashboard/web-app.ts).
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2023",
    // A file as `data:` in a script or style would not be cached, and needs exceptions in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/dashboard/api": { target: server } } },
  clearScreen: false,
});
