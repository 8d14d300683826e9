import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { Hono } from 'hono'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Serves every file of a built folder under its own path, read once. A missing folder has none. */
export function fileRoutes(folder: string): Hono {
  const routes = new Hono()
  for (const path of filesIn(folder)) {
    const body = new Uint8Array(readFileSync(join(folder, path)))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    const address = `/${path.split(sep).join('/')}`
    routes.get(address === '/index.html' ? '/' : address, (c) => {
      // Names of built assets carry a hash of what is in them.
      const isFixed = address.startsWith('/assets/')
      c.header('Cache-Control', isFixed ? 'public, max-age=31536000, immutable' : 'no-cache')
      c.header('ETag', etag)
      if (c.req.header('if-none-match') === etag) return c.body(null, 304)
      c.header('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream')
      return c.body(body)
    })
  }
  return routes
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
