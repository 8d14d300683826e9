import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: {
    target: 'esnext',
    modulePreload: { polyfill: false },
    // Everything is a file of its own: the page's rules allow no data: addresses in styles.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
})
