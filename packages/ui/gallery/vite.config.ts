import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Shows the design language: for those who work on it, and for checks of accessibility. */
export default defineConfig({
  root: fileURLToPath(new URL('./', import.meta.url)),
  plugins: [react(), tailwindcss()],
  server: { fs: { allow: [fileURLToPath(new URL('../../../', import.meta.url))] } },
})
