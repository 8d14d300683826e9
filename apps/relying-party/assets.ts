import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { Visit } from './visit.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

type Asset = { body: Uint8Array<ArrayBuffer>; type: string; etag: string }

/** Perch's own files in public/, and the browser half of SimpleWebAuthn as its package builds it. */
export function assetRoutes(): Hono<Visit> {
  const assets = readAssets()
  const routes = new Hono<Visit>()
  for (const [path, asset] of assets) {
    routes.get(path, (c) => {
      c.header('Cache-Control', 'no-cache')
      c.header('ETag', asset.etag)
      if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304)
      c.header('Content-Type', asset.type)
      return c.body(asset.body)
    })
  }
  routes.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  return routes
}

function readAssets(): Map<string, Asset> {
  const folder = new URL('public/', import.meta.url)
  const names = readdirSync(folder).filter((name) => extname(name) in types)
  const assets = new Map(names.map((name) => [`/${name}`, readAsset(new URL(name, folder))]))
  const bundle = import.meta.resolve('@simplewebauthn/browser')
  const built = new URL('../dist/bundle/index.umd.min.js', bundle)
  return assets.set('/vendor/simplewebauthn-browser.js', readAsset(built))
}

function readAsset(url: URL): Asset {
  const path = fileURLToPath(url)
  const body = new Uint8Array(readFileSync(path))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, type: types[extname(path)] ?? 'application/octet-stream', etag }
}
