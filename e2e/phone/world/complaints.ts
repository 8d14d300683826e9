import type { BrowserContext } from 'playwright-core'
import type { Origins } from './programs.ts'

/** What no page may do, whatever a story is about: it is collected, and fails the story. */
export function watchComplaints(context: BrowserContext, origins: Origins): string[] {
  const complaints: string[] = []
  const ours = new Set<string>(Object.values(origins))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'blob:', 'about:'].includes(url.protocol) && !ours.has(url.origin))
      complaints.push(`A request to another origin: ${url.origin}`)
  })
  context.on('weberror', (error) => complaints.push(`An error: ${error.error().message}`))
  context.on('console', (message) => {
    const text = message.text()
    if (/Content Security Policy|Trusted ?[A-Z]/.test(text)) complaints.push(text)
  })
  return complaints
}
