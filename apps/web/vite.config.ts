import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const SERVER = process.env['KEYWARD_SERVER'] ?? 'http://localhost:8700'

const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Two pages: the app, and the small one that the system's passkey sheets show. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwindcss()],
  build: {
    target: 'es2023',
    sourcemap: false,
    modulePreload: { polyfill: false },
    // Nothing is put into the pages or the style sheets: the policy of the server allows none of it.
    assetsInlineLimit: 0,
    rolldownOptions: { input: { index: page('index.html'), provider: page('provider.html') } },
  },
  server: {
    proxy: { '/v1': SERVER, '/help': { target: SERVER }, '/demonstration.json': SERVER },
  },
})
