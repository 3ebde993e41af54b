import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

// light-dark(), oklch and OPFS in workers: what the product needs anyway, so nothing is lowered below it.
const target = ['chrome123', 'edge123', 'firefox128', 'safari18']

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    VitePWA({
      // A reload in the middle of a sentence is worse than an old build for an hour: the page offers it (see status/).
      registerType: 'prompt',
      injectRegister: false,
      strategies: 'generateSW',
      manifest: {
        name: 'Parley',
        short_name: 'Parley',
        description: 'Rooms, files, notes and calls for clients and the people they hire.',
        id: '/',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#f6f6f3',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          {
            src: '/icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,wasm,webmanifest}', '**/*latin*normal*.woff2'],
        // Trusted Types let no worker import a script by its address.
        inlineWorkboxRuntime: true,
        navigateFallback: '/index.html',
        // What the server answers itself is never answered by the page.
        navigateFallbackDenylist: [
          /^\/api\//,
          /^\/sync/,
          /^\/files\//,
          /^\/(healthz|readyz|metrics)$/,
        ],
        cleanupOutdatedCaches: true,
        maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
        runtimeCaching: [
          {
            // Alphabets beyond Latin are kept from their first use on.
            urlPattern: /\/assets\/.*\.woff2$/,
            handler: 'CacheFirst',
            options: { cacheName: 'fonts', expiration: { maxEntries: 40 } },
          },
        ],
      },
    }),
  ],
  worker: { format: 'es' },
  // `npm run dev` serves the page from here; what the Parley server answers is passed on to it.
  server: {
    proxy: Object.fromEntries(
      ['/api', '/sync', '/files', '/healthz', '/readyz'].map((path) => [
        path,
        { target: process.env['PARLEY_DEV_SERVER'] ?? 'http://localhost:4180', ws: true },
      ]),
    ),
  },
  build: {
    target,
    cssTarget: target,
    // The server's CSP takes no inline script, and every browser of `target` preloads modules by itself.
    modulePreload: { polyfill: false },
    // data: fonts and images would need holes in the same policy.
    assetsInlineLimit: 0,
  },
})
